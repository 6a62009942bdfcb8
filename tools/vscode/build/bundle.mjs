// SPDX-License-Identifier: Apache-2.0
// dist/: the extension as one file, the colours, and the licences of what the file holds of others.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { textMate } from "./grammar.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));
const dist = process.argv[2] ? path.resolve(process.argv[2]) : path.join(here, "dist");

const { metafile } = await esbuild.build({
  absWorkingDir: here,
  entryPoints: ["src/extension.ts"],
  outfile: path.join(dist, "extension.js"),
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  metafile: true,
  logLevel: "warning",
});

const folders = Object.keys(metafile.inputs).map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
const notices = [...new Set(folders.filter(Boolean))].sort().map((folder) => {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(here, folder, "package.json"), "utf8"));
  const licence = fs.readdirSync(path.join(here, folder)).find((file) => /^licen[cs]e(\.|$)/i.test(file));
  if (!licence) throw new Error(`${name} has no licence`);
  return `${name} ${version}\n\n${fs.readFileSync(path.join(here, folder, licence), "utf8").trim()}\n`;
});
fs.writeFileSync(path.join(dist, "NOTICES.txt"), notices.join(`\n${"-".repeat(80)}\n\n`));
fs.writeFileSync(path.join(dist, "quarterday.tmLanguage.json"), `${JSON.stringify(textMate(), null, 1)}\n`);
