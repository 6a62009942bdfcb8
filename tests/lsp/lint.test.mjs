// SPDX-License-Identifier: Apache-2.0
// What lint finds while a contract is written: the same as on the command line, with its fixes and with allowances.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { Client, Text, applied, contracts, example, folderWith, header, lsp, program, root } from "./client.mjs";

const quarterday = (...words) => spawnSync(program, words, { encoding: "utf8" }).stdout;
const is_finding = ({ code }) => code.startsWith("QD6");
const found = (client, { uri }) => client.diagnostics.get(uri).diagnostics.filter(is_finding);
const everywhere = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
const actionsOf = (client, text, range = everywhere, diagnostics = []) =>
  client.request(lsp.CodeActionRequest.type, { textDocument: { uri: text.uri }, range, context: { diagnostics } });
let version = 1;
async function changed(client, text, words) {
  client.change(text.uri, ++version, [{ text: words }]);
  await client.told(text.uri, version);
  return new Text(text.uri, words);
}

// The wrong example of each rule, as tests/lint has it.
const frame = fs.readFileSync(path.join(root, "tests/lint/frame.contract"), "utf8");
const rules = [...quarterday("lint", "--rules").matchAll(/^(QD6\d{3}) {2}(\w+)/gm)].map(([, code, rule]) => ({ code, rule }));
function wrongExample(rule) {
  const page = quarterday("lint", "--explain", rule);
  const lines = page.split("\nFor example:\n")[1].split("\nBetter:\n")[0].split("\n");
  const words = lines.filter(Boolean).map((line) => `${line.slice(4)}\n`).join("");
  return words.startsWith("contract ") ? words : `${frame}${words}}\n`;
}
const place = folderWith({ "stays.csv": "stay_id,discharged_at\n", ...Object.fromEntries(rules.map(({ rule }) => [`${rule}.contract`, wrongExample(rule)])) });

test("each rule finds in the editor what it finds on the command line, in the same place", async () => {
  assert.ok(rules.length > 50);
  const client = await Client.start();
  for (const { code, rule } of rules) {
    const file = path.join(place, `${rule}.contract`);
    const text = await client.openFile(file);
    const { diagnostics } = JSON.parse(quarterday("lint", "--format", "json", file));
    const expected = diagnostics.map((one) => [one.code, one.line - 1, one.column - 1, one.end_line - 1, one.end_column - 1]);
    const told = client.diagnostics.get(text.uri).diagnostics;
    assert.deepEqual(told.map(({ code: of, range: { start, end } }) => [of, start.line, start.character, end.line, end.character]), expected, rule);
    assert.ok(told.some((one) => one.code === code && one.severity === lsp.DiagnosticSeverity.Warning && one.source === "quarterday"), rule);
    for (const { code: of, tags } of told) {
      const unused = rules.find((one) => one.code === of)?.rule.startsWith("unused_");
      assert.deepEqual(tags, unused ? [lsp.DiagnosticTag.Unnecessary] : undefined, rule);
    }
  }
  await client.stop();
});

test("each finding can be allowed with a reason still to be written, and then is none", async () => {
  const client = await Client.start();
  for (const { code, rule } of rules) {
    if (rule === "unneeded_allow") continue;
    let text = await client.openFile(path.join(place, `${rule}.contract`));
    for (let round = 0; found(client, text).some((one) => one.code === code); ++round) {
      assert.ok(round < 4, `${rule} is still found in\n${text.text}`);
      const [finding] = found(client, text).filter((one) => one.code === code);
      const actions = await actionsOf(client, text, finding.range, [finding]);
      const action = actions.find(({ title }) => title === `allow this with a reason: ${rule}`);
      assert.deepEqual([action.kind, action.diagnostics, action.isPreferred], ["quickfix", [finding], undefined], rule);
      const [{ range, newText }] = action.edit.changes[text.uri];
      assert.match(newText, new RegExp(`^allow ${rule} because "REASON: [^"]+"\\n *$`));
      assert.deepEqual(range.start, range.end);
      assert.match(text.lines[range.start.line].slice(0, range.start.character), /^ *$/, "on a line of its own");
      text = await changed(client, text, applied(text, action));
    }
    assert.deepEqual(client.diagnostics.get(text.uri).diagnostics.filter(({ code: of }) => !of.startsWith("QD6")), [], rule);
    fs.writeFileSync(path.join(place, "allowed.contract"), text.text);
    const { allowed } = JSON.parse(quarterday("lint", "--format", "json", path.join(place, "allowed.contract")));
    assert.ok(allowed.some((one) => one.code === code && one.because.startsWith("REASON: ")), rule);
  }
  await client.stop();
});

test("a fix that a rule brings is offered, and mends what was found", async () => {
  const client = await Client.start();
  let mended = 0;
  for (const { code, rule } of rules) {
    const text = await client.openFile(path.join(place, `${rule}.contract`));
    const [finding] = found(client, text).filter((one) => one.code === code);
    const fixes = (await actionsOf(client, text, finding.range, [finding])).filter(({ title, kind }) => kind === "quickfix" && !title.startsWith("allow "));
    if (fixes.length === 0) continue;
    const before = found(client, text).filter((one) => one.code === code).length;
    const after = await changed(client, text, applied(text, fixes[0]));
    assert.deepEqual(client.diagnostics.get(text.uri).diagnostics.filter(({ severity }) => severity === 1), [], `${rule}: ${after.text}`);
    assert.ok(found(client, after).filter((one) => one.code === code).length < before, rule);
    assert.deepEqual(fixes[0].diagnostics, [finding]);
    ++mended;
  }
  assert.ok(mended >= 3, `${mended} rules with a fix`);
  await client.stop();
});

for (const name of contracts)
  test(`${name}: what it allows is not told, and is without its allowances`, async () => {
    const client = await Client.start();
    const text = await client.openFile(example(name));
    assert.deepEqual(client.diagnostics.get(text.uri).diagnostics, []);
    const allowances = text.lines.filter((line) => /^ *allow /.test(line)).map((line) => /allow (\w+)/.exec(line)[1]);
    assert.ok(allowances.length > 0);
    const after = await changed(client, text, text.lines.filter((line) => !/^ *allow /.test(line)).join("\n"));
    const told = new Set(found(client, after).map(({ code }) => rules.find((one) => one.code === code).rule));
    assert.deepEqual([...told].sort(), [...new Set(allowances)].sort());
    await client.stop();
  });

// Places are counted in the units that were agreed, also behind what takes several of them.
for (const [encoding, title] of [["utf-16", "Ä 😀"], ["utf-8", "Ä 😀"], ["utf-32", "é 👩‍⚕️ x"]])
  test(`places of findings in ${encoding}, behind '${title}'`, async () => {
    const client = await Client.start({ capabilities: { general: { positionEncodings: [encoding] } } });
    const words = `${header}  party helper "${title}" party idle "x"\n  payment fee from payer to clinic, each year clause 1 = £3\n}\n`;
    const text = await client.openText(words);
    const idle = found(client, text).filter(({ code }) => code === "QD6412");
    const line = text.lines.findIndex((one) => one.includes("party idle"));
    const before = text.lines[line].slice(0, text.lines[line].indexOf("idle"));
    const units = { "utf-8": Buffer.byteLength(before), "utf-16": before.length, "utf-32": [...before].length }[encoding];
    assert.deepEqual(idle[1].range, { start: { line, character: units }, end: { line, character: units + 4 } });
    const actions = await actionsOf(client, text, idle[1].range, [idle[1]]);
    const allow = actions.find(({ title: told, diagnostics }) => told === "allow this with a reason: idle_party" && diagnostics.length > 0);
    const [{ range, newText }] = allow.edit.changes[text.uri];
    assert.deepEqual(range.start, { line, character: units - "party ".length });
    const at = words.indexOf("party idle");
    await changed(client, text, words.slice(0, at) + newText + words.slice(at));
    assert.deepEqual(found(client, text).filter(({ code }) => code === "QD6412").length, 1);
    await client.stop();
  });

const unread = `${header}  input visits each year : number\n    not reported: 0\n  payment fee from payer to clinic, each year clause 1 = £3\n}\n`;

test("lint can be switched off", async () => {
  for (const [options, some] of [[{ lint: false }, false], [{ lint: true }, true], [{}, true]]) {
    const client = await Client.start({ options });
    const text = await client.openText(unread);
    assert.equal(found(client, text).length > 0, some);
    assert.equal((await actionsOf(client, text)).some(({ title }) => title.startsWith("allow ")), some);
    await client.stop();
  }
});

test("a contract with mistakes is not linted, and is again when they are mended", async () => {
  const client = await Client.start();
  const text = await client.openText(unread);
  const before = client.diagnostics.get(text.uri).diagnostics;
  assert.deepEqual(before.map(({ code }) => code).sort(), ["QD6401", "QD6701"]);
  await changed(client, text, unread.replace("£3", "£3 * nothing_called_so"));
  assert.deepEqual(client.diagnostics.get(text.uri).diagnostics.map(({ code }) => code), ["QD2001"]);
  await changed(client, text, unread);
  assert.deepEqual(client.diagnostics.get(text.uri).diagnostics, before);
  await client.stop();
});

test("a client that does not know what is unnecessary is not told so", async () => {
  const client = await Client.start({ capabilities: {} });
  const text = await client.openText(unread);
  assert.deepEqual(found(client, text).map(({ tags }) => tags), [undefined, undefined]);
  await client.stop();
});

test("what is found in an imported part is shown in its file, and in none once the contract is closed", async () => {
  const folder = folderWith({
    "fees.contract": `${header}  import "part.contract"\n  payment fee from payer to clinic, each year clause 1 = bonus of rate\n  input rate each year : percent\n    not reported: 0%\n}\n`,
    "part.contract": "shared {\n  phrase bonus of result = £900 if result >= 50%, otherwise £0\n}\n",
  });
  const client = await Client.start();
  const fees = await client.openFile(path.join(folder, "fees.contract"));
  const uri = pathToFileURL(path.join(folder, "part.contract")).href;
  const lump = (await client.told(uri)).diagnostics.find(({ code }) => code === "QD6002");
  assert.equal(lump.range.start.line, 1);
  assert.equal(lump.relatedInformation.at(-1).location.uri, fees.uri);
  client.diagnostics.delete(uri);
  client.notify(lsp.DidCloseTextDocumentNotification.type, { textDocument: { uri: fees.uri } });
  assert.deepEqual((await client.told(uri)).diagnostics, []);
  await client.stop();
});
