// SPDX-License-Identifier: Apache-2.0
// The extension as it is installed: unpacked from the .vsix that VSIX names, or else as it was bundled last.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { folderWith } from "../../../tests/lsp/client.mjs";

export const sources = fileURLToPath(new URL("..", import.meta.url));

function unpacked(vsix) {
  const folder = folderWith({});
  execFileSync("python3", ["-m", "zipfile", "-e", vsix, folder]);
  return path.join(folder, "extension");
}

export const folder = process.env.VSIX ? unpacked(process.env.VSIX) : sources;
export const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
export const manifest = JSON.parse(read("package.json"));

export function filesIn(folder_) {
  return fs
    .readdirSync(folder_, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder_, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}
