// Builds the page's script and style into the package, with the hash of what they were built from.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { geoEqualEarth, geoPath } from "d3-geo";
import { build } from "esbuild";
import { feature, mesh } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "..", "summarizer", "review", "assets");
const [width, height] = [960, 467];

/** Outlines of the world as two SVG paths, and the projection that drew them. */
function drawWorld() {
  const atlas = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("world-atlas/countries-110m.json"), "utf8"));
  const projection = geoEqualEarth().fitSize([width, height], { type: "Sphere" });
  const path = geoPath(projection).digits(1);
  const land = path(feature(atlas, atlas.objects.land));
  const borders = path(mesh(atlas, atlas.objects.countries, (one, other) => one !== other));
  return { land, borders, width, height, scale: projection.scale(), translate: projection.translate() };
}

const world = {
  name: "world",
  setup(bundle) {
    bundle.onResolve({ filter: /^virtual:world$/ }, () => ({ path: "world", namespace: "world" }));
    bundle.onLoad({ filter: /.*/, namespace: "world" }, () => ({
      contents: Object.entries(drawWorld()).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join("\n"),
    }));
  },
};

/** The hash of every source by its path, in order: what tests/test_report.py computes again. */
function hashSources() {
  const files = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json", ...readdirSync(join(here, "src")).map((name) => `src/${name}`)].sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(here, file))).update("\0");
  return hash.digest("hex");
}

/** The licences of all packages whose code or data went in, as one comment. */
function licences(inputs) {
  const names = Object.keys(inputs).map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]).filter(Boolean);
  const texts = [...new Set([...names, "world-atlas"])].sort().map((name) => {
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((one) => join(here, "node_modules", name, one)).find(existsSync);
    if (file === undefined) throw new Error(`${name} has no licence file`);
    return `${name}\n\n${readFileSync(file, "utf8").trim()}`;
  });
  return `/*\nThis page holds code or data of these packages.\n\n${texts.join("\n\n---\n\n").replaceAll("*/", "* /")}\n*/\n`;
}

const shared = { bundle: true, minify: true, target: "es2022", charset: "utf8", legalComments: "none", write: false };
const script = await build({ ...shared, entryPoints: [join(here, "src", "main.tsx")], format: "iife", jsx: "automatic", jsxImportSource: "preact", plugins: [world], metafile: true });
const style = await build({ ...shared, entryPoints: [join(here, "src", "style.css")], target: "chrome123" });
const text = (result) => result.outputFiles[0].text;

const parts = { "page.js": `${text(script).trim()}\n${licences(script.metafile.inputs)}`, "page.css": text(style) };
const sha256 = (content) => createHash("sha256").update(content).digest("hex");
const hashes = { sources: hashSources(), ...Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, sha256(content)])) };

mkdirSync(assets, { recursive: true });
for (const [name, content] of Object.entries(parts)) writeFileSync(join(assets, name), content);
writeFileSync(join(assets, "hashes.json"), `${JSON.stringify(hashes, null, 2)}\n`);
console.log(Object.entries(parts).map(([name, content]) => `${name} ${Buffer.byteLength(content)} bytes`).join(", "));
