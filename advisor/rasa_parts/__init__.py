"""What plugs into Rasa: the reader as a graph component, the tracker store, the choice of wordings.

The only package that imports Rasa. Everything it does itself is fetch, call and hand over.
"""
