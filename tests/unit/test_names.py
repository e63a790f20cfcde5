"""The agency's name in what people write about themselves, and its absence."""

from __future__ import annotations

import pytest

from advisor.understanding.names import agency_name
from advisor.understanding.text import plain

STATED = [
    ("hi there – Ardle Harbour Museum Service", "Ardle Harbour Museum Service"),
    ("Good day. Here Ministry of Roads of Ardlia", "Ministry of Roads of Ardlia"),
    ("Hi, I've just started at the Bureau of Fisheries of Oldmere, so bear with me", "Bureau of Fisheries of Oldmere"),
    ("g'day, reckon you can help us? Ardlebarra Shire Council here, only a small mob", "Ardlebarra Shire Council"),
    ("The lads told me to try this. Ardlinree Harbour Authority is what we're called", "Ardlinree Harbour Authority"),
    ("I started two weeks ago at the Ardle Harbour Authority", "Ardle Harbour Authority"),
    ("we're a field office of a federal agency, Bureau of Desert Surveys, here in Arizona", "Bureau of Desert Surveys"),
    ("hello, I'm with the City of Springfield and we want people to find our permit pages", "City of Springfield"),
    ("city of springfield here. mostly get people to our permit pages", "City of Springfield"),
    ("good morning, Harbour Police of Lannick", "Harbour Police of Lannick"),
    ("we are the Ministry of Energy", "Ministry of Energy"),
    ("Good evening, Aoife here from Tarnmoor Libraries.", "Tarnmoor Libraries"),
    ("Kia ora, Wiremu from Southern Lakes Regional Transit, three of us", "Southern Lakes Regional Transit"),
    ("sorry, me again, the lady from Rathgar Valley Transit", "Rathgar Valley Transit"),
    ("hi, School Board of Pinewater, only Facebook", "School Board of Pinewater"),
    ("Fire Brigade of Upper Ansley. We'd like our Facebook page assessed", "Fire Brigade of Upper Ansley"),
    ("I work for NHS Lothian", "NHS Lothian"),
    ("Respected Sir/Madam, greetings from Suryagarh Municipal Corporation, India.", "Suryagarh Municipal Corporation"),
    ("Hello, I am Sanne from the municipality Oosterveld, in the Netherlands", "Municipality Oosterveld"),
    ("THIS IS THE SHERIFFS OFFICE OF DUNMORE COUNTY. WE ARE A COUNTY AGENCY", "Sheriffs Office of Dunmore County"),
    ("Bonjour, la Mairie de Saint-Gilles. On Facebook people write what they want", "Mairie de Saint-Gilles"),
    ("Tulsa County Health Dept. On Nextdoor we reply in full", "Tulsa County Health Dept"),
    ("Barangay San Isidro po, Philippines", "Barangay San Isidro"),
    ("I'm from the Water Authority in Jordan", "Water Authority"),
    ("Springfield PD here", "Springfield PD"),
    ("springfield pd here, we've got twitter", "Springfield PD"),
    ("I'm new at the Water Office of Senna", "Water Office of Senna"),
    ("hi, Museum Service of Kettering Vale, we have an Instagram account", "Museum Service of Kettering Vale"),
    ("I'm with the EPA", "EPA"),
    ("i'm with the epa and we tweet a lot", "EPA"),
    ("DVLA here, we've facebook and x", "DVLA"),
    ("hallo, Stadt Köln", "Stadt Köln"),
    ("we're Polizei Niedersachsen", "Polizei Niedersachsen"),
    ("Bonjour, Mairie de Lyon ici", "Mairie de Lyon"),
    ("I am from the Mairie de Lyon, we have Facebook", "Mairie de Lyon"),
    ("we're Ayuntamiento de Sevilla, mainly instagram", "Ayuntamiento de Sevilla"),
    ("Gemeente Delft here", "Gemeente Delft"),
    ("This is about the Port Authority of Nessport", "Port Authority of Nessport"),
    ("I do the social media for Ashford Borough Council, and it eats my week", "Ashford Borough Council"),
    ("I'm the press officer of the County Court of Marrow", "County Court of Marrow"),
    ("hi there! Tamsin, comms lead at Brackwater District Council. We run facebook", "Brackwater District Council"),
    ("My agency is the Bureau of Fisheries", "Bureau of Fisheries"),
    ("our agency is called Lowland Rivers Trust", "Lowland Rivers Trust"),
    ("we're from the Embassy of Norway in Lima", "Embassy of Norway in Lima"),
    ("on behalf of Harlow Valley Ambulance Service, what should we do", "Harlow Valley Ambulance Service"),
    ("Dunmore Public Library wants to know where it stands", "Dunmore Public Library"),
    ("We at the Meadow County Health Department answer everyone", "Meadow County Health Department"),
    ("Hello. City of St. Anselm. We have X.", "City of St Anselm"),
    ("the department of forestry is us", "Department of Forestry"),
    ("I run comms for the town of new elm", "Town of New Elm"),
    ("I joined the Parliament of Westmark last week", "Parliament of Westmark"),
    ("hey, ferndale fire department, volunteers mostly", "Ferndale Fire Department"),
    ("we're the parks and recreation department of Oakmere", "Parks and recreation department of Oakmere"),
    ("I'm writing for the Office for Rail Safety, twitter only", "Office for Rail Safety"),
    ("WE ARE THE CITY OF SPRINGFIELD", "City of Springfield"),
    ("we are Landesamt für Vermessung, facebook und x", "Landesamt für Vermessung"),
    ("The Northmoor Transit Authority is where I work.", "Northmoor Transit Authority"),
]

BARE = [
    ("Dept of Forestry, Ohio", "Dept of Forestry, Ohio"),
    ("the library in Dundee", "library in Dundee"),
    ("springfield", "Springfield"),
    ("It's the City of Lannick", "City of Lannick"),
    ("Ministry of Energy. Why do you need that?", "Ministry of Energy"),
    ("Rijkswaterstaat", "Rijkswaterstaat"),
    ("usgs", "USGS"),
    ("we're the harbour office of senna", "Harbour Office of Senna"),
    ("Pinewater schools, but only the facebook page", "Pinewater schools"),
    ("sure: Upper Ansley Fire", "Upper Ansley Fire"),
]

NOT_STATED = [
    "State Records Act, mate, so every post gets captured overnight",
    "the ministry of health reposts us",
    "the neighbouring council answers everyone",
    "we are a small council",
    "I'm with the government",
    "our department has three people",
    "we share what the Fire Brigade of Oldham posts",
    "what if we were the City of Springfield?",
    "I used to work for the City of Lannick",
    "my sister is with the Lannick Police",
    "comments are off on Facebook",
    "on Twitter we answer nearly everyone",
    "we are on Facebook, Instagram and YouTube",
    "Facebook here, Instagram there",
    "we're the fire department",
    "it's the press office that answers",
    "the mayor of the city approves everything",
    "people ask about the city of Oldham a lot",
    "what does the EPA do?",
    "should a city council use TikTok?",
    "I'm not with the City of Springfield",
    "PUSH, I think",
    "customer service",
    "Most posts link to our website",
    "what would you advise the Ministry of Defence?",
    "from time to time we share posts of the county",
    "we follow the Met Office and the BBC",
    "half of our followers work for the City of Springfield",
    "hello",
    "",
]

NO_REPLY = [
    "skip",
    "why do you ask",
    "why?",
    "I don't know",
    "I'd rather not say",
    "does that matter?",
    "comments are off on facebook",
    "facebook and twitter",
    "a small council",
    "the council",
    "we answer most people",
    "not sure",
    "no",
    "mostly press releases",
    "show me the result",
    "ok",
    "...",
]


@pytest.mark.parametrize(("text", "name"), STATED)
@pytest.mark.parametrize("expected", [False, True])
def test_the_name_is_found_however_it_is_introduced(text: str, name: str, expected: bool) -> None:
    assert agency_name(text, expected) == name


@pytest.mark.parametrize(("text", "name"), BARE)
def test_a_bare_reply_to_the_question_is_the_name(text: str, name: str) -> None:
    assert plain(agency_name(text, expected=True) or "") == plain(name)


@pytest.mark.parametrize("text", NOT_STATED)
def test_other_bodies_and_descriptions_are_no_name(text: str) -> None:
    assert agency_name(text) is None


@pytest.mark.parametrize("text", NO_REPLY)
def test_not_every_reply_is_a_name(text: str) -> None:
    assert agency_name(text, expected=True) is None
