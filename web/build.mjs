// Builds the one file that sites embed, and refuses one that has grown too heavy.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const HEAVIEST = 30 * 1024; // bytes, compressed
const FILE = "dist/widget.js";

await build({
  entryPoints: ["src/widget.ts"],
  outfile: FILE,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "safari16.4"],
  legalComments: "none",
  banner: {
    js: "/* Apache-2.0; contains marked, MIT (c) 2018+ MarkedJS, (c) 2011-2018 Christopher Jeffrey */",
  },
});

const size = gzipSync(readFileSync(FILE)).length;
console.log(`${FILE}: ${(size / 1024).toFixed(1)} KB compressed`);
if (size > HEAVIEST) {
  console.error(`${FILE} may have ${HEAVIEST / 1024} KB at most.`);
  process.exit(1);
}
