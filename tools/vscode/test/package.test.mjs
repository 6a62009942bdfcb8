// SPDX-License-Identifier: Apache-2.0
// What is in the package: all that its manifest names, and nothing else.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { folderWith, program, root } from "../../../tests/lsp/client.mjs";
import { filesIn, folder, manifest, read } from "./package.mjs";

const strings = (value) => (typeof value === "string" ? [value] : value && typeof value === "object" ? Object.values(value).flatMap(strings) : []);

test("each file that the manifest names is there, and no other", { skip: !process.env.VSIX }, () => {
  const named = strings([manifest.main, manifest.icon, manifest.contributes])
    .filter((text) => /^(\.\/|walkthrough\/|icon)[\w./-]*\.\w+$/.test(text))
    .map((text) => path.normalize(text));
  const also = ["LICENSE.txt", "README.md", "package.json", "dist/NOTICES.txt"];
  assert.deepEqual(filesIn(folder), [...new Set([...named, ...also])].sort());
  const outside = filesIn(path.dirname(folder)).filter((name) => !name.startsWith("extension/"));
  assert.deepEqual(outside, ["[Content_Types].xml", "extension.vsixmanifest"]);
});

test("the licences of all that is bundled are in it", () => {
  const notices = read("dist/NOTICES.txt");
  for (const name of ["vscode-languageclient", "vscode-languageserver-protocol", "vscode-jsonrpc", "semver", "minimatch"])
    assert.match(notices, new RegExp(`^${name} \\d`, "m"));
  assert.doesNotMatch(read("dist/extension.js"), /sourceMappingURL/);
});

test("its version is that of the program", () => {
  assert.equal(execFileSync(program, ["--version"], { encoding: "utf8" }).trim(), `quarterday ${manifest.version}`);
});

test("the icon is a picture of 128 by 128 points", () => {
  const picture = fs.readFileSync(path.join(folder, manifest.icon));
  assert.equal(picture.toString("latin1", 1, 4), "PNG");
  assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [128, 128]);
});

test("commands of menus and of the walkthrough are commands of the extension or of the editor", () => {
  const { commands, menus, walkthroughs } = manifest.contributes;
  const known = new Set(commands.map(({ command }) => command));
  const used = Object.values(menus).flat().map(({ command }) => command);
  const steps = walkthroughs.flatMap(({ steps: all }) => all);
  for (const { description } of steps) used.push(...[...description.matchAll(/\(command:([\w.]+)/g)].map(([, name]) => name));
  assert.ok(used.length > 6);
  for (const command of used) assert.ok(known.has(command) || command.startsWith("workbench."), command);
  for (const { completionEvents } of steps)
    for (const event of completionEvents) if (event.startsWith("onCommand:")) assert.ok(known.has(event.slice(10)), event);
});

test("no setting of a folder says which program is run", () => {
  assert.equal(manifest.contributes.configuration.properties["quarterday.program"].scope, "machine");
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, "limited");
  assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes("quarterday.program"));
});

test("expressions of the language configuration do what they say", () => {
  const { wordPattern, indentationRules, onEnterRules } = JSON.parse(read("language-configuration.json"));
  assert.deepEqual("fee_[ward] = £5".match(new RegExp(wordPattern, "g")), ["fee_", "ward", "5"]);
  const deeper = new RegExp(indentationRules.increaseIndentPattern);
  assert.ok(deeper.test('contract fees "Fees" {') && deeper.test("scenario {  # why") && !deeper.test("# {") && !deeper.test("party a"));
  assert.ok(new RegExp(indentationRules.decreaseIndentPattern).test("  }"));
  const [prose, row] = onEnterRules.map(({ beforeText }) => new RegExp(beforeText));
  assert.ok(prose.test("  ## words") && !prose.test("  ## ") && !prose.test("# words"));
  assert.ok(row.test("    | a | 5% |") && !row.test("    | a | 5%"));
});

// '${1:fee} ${2|year,month|} $0' as somebody leaves it who types nothing.
const untouched = (body) =>
  body.join("\n").replace(/\$\{\d+\|([^,|]*)[^|]*\|\}|\$\{\d+:([^}]*)\}|\$\d/g, (all, choice, usual) => choice ?? usual ?? "");

test("each snippet, left as it comes, is a contract without a mistake or a part of one", () => {
  const frame = (part) =>
    ['contract fees "Fees" {', "  currency GBP", "  term 2025/26 to 2027/28", "  settled each year", "", "  metric surplus each year : money",
      "    not reported: settlement refused", "", ...part.split("\n").map((line) => `  ${line}`), "}", ""].join("\n");
  const importing = ['contract fees "Fees" {', "  currency GBP", "  term 2025/26 to 2027/28", "  settled each year", '  import "part.contract"', "}", ""];
  for (const [name, { body, prefix }] of Object.entries(JSON.parse(read("snippets.json")))) {
    const text = `${untouched(body)}\n`;
    const files = { contract: { "a.contract": text }, shared: { "quarterday.project": "", "part.contract": text, "a.contract": importing.join("\n") } };
    const place = folderWith(files[prefix] ?? { "a.contract": frame(untouched(body)) });
    assert.match(execFileSync(program, ["check", "a.contract"], { cwd: place, encoding: "utf8" }), /ok$/m, name);
    if (prefix === "contract") assert.match(execFileSync(program, ["test", "a.contract"], { cwd: place, encoding: "utf8" }), /1 ok/, name);
  }
});

test("the same sources make the same package", { skip: !process.env.VSIX }, () => {
  const again = path.join(folderWith({}), "again.vsix");
  execFileSync("python3", [path.join(root, "tools/vscode/build/package.py"), again]);
  assert.ok(fs.readFileSync(again).equals(fs.readFileSync(process.env.VSIX)));
});
