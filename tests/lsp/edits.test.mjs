// SPDX-License-Identifier: Apache-2.0
// After random edits the server knows what one knows that has just been started on the same text. The edits are those
// of an editor: small and large, several in one message, at places counted in UTF-16 units or in bytes, with accents, emoji
// and every kind of line end. EDITS and SEED by hand.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { Client, Text, contracts, example, folderWith, lsp, residentMiB, root } from "./client.mjs";

const edits = Number(process.env.EDITS ?? 60);
const seed = Number(process.env.SEED ?? 1);

// Mulberry32: the same numbers from the same seed everywhere.
function numbers(state) {
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) % below;
  };
}

const pieces = [
  "é", "😀", "\n", "\r\n", "\r", " ", "x", "_1", "}", "{", "|", '"', "# über\n", "## prose 🙂\n", "payment ", "value",
  " each year ", "£5", "5%", "\n  define extra each year : money = £1\n", "  | a | b |\n", "categories", "for each ",
];

// No editor has a place in the middle of a character or between the two of a line end.
const between = (text, at) => /[\udc00-\udfff]/.test(text[at] ?? "") || (text[at - 1] === "\r" && text[at] === "\n");
function place(text, random) {
  const at = random(text.length + 1);
  return between(text, at) ? at - 1 : at;
}

function edit(text, random) {
  const begin = place(text, random);
  const kind = random(10);
  let end = begin;
  if (kind < 4) end = Math.min(text.length, begin + random(kind === 0 ? 400 : 6));
  if (between(text, end)) --end;
  if (end < begin) end = begin;
  return { begin, end, words: kind === 3 ? "" : pieces[random(pieces.length)] };
}

// Several changes in one message, as an editor with several cursors sends them. Now and then what was there first, so that
// there is a contract most of the time.
function edited({ uri, text, original }, encoding, random) {
  const changes = [];
  for (let part = 0; part <= random(3); ++part) {
    const { begin, end, words } = edit(text, random);
    const before = new Text(uri, text, encoding);
    changes.push({ range: { start: before.position(begin), end: before.position(end) }, text: words });
    text = text.slice(0, begin) + words + text.slice(end);
  }
  if (random(12) !== 0) return { changes, after: text };
  changes.push({ text: original });
  return { changes, after: original };
}

function remarked(original) {
  const start = { line: 0, character: 0 };
  const remark = "# Ü 😀\n";
  return { changes: [{ text: original }, { range: { start, end: start }, text: remark }], after: remark + original };
}

async function answers(client, whole, random) {
  const { uri, text } = whole;
  const document = { textDocument: { uri } };
  const places = Array.from({ length: 4 }, () => ({ ...document, position: whole.position(place(text, random)) }));
  const range = { start: { line: 0, character: 0 }, end: whole.position(text.length) };
  const asked = [
    ["textDocument/documentSymbol", document],
    ["textDocument/semanticTokens/full", document],
    ["textDocument/foldingRange", document],
    ["textDocument/inlayHint", { ...document, range }],
    ["textDocument/codeAction", { ...document, range, context: { diagnostics: [] } }],
    ["textDocument/selectionRange", { ...document, positions: places.map(({ position }) => position) }],
    ...places.flatMap((at) => [
      ["textDocument/hover", at],
      ["textDocument/definition", at],
      ["textDocument/references", { ...at, context: { includeDeclaration: true } }],
      ["textDocument/completion", at],
      ["textDocument/signatureHelp", at],
    ]),
  ];
  const given = [];
  for (const [method, params] of asked) given.push([method, await client.connection.sendRequest(method, params)]);
  return given;
}

const runs = contracts.flatMap((name) => ["utf-16", "utf-8"].map((encoding) => ({ name, encoding })));
for (const [number, { name, encoding }] of runs.entries())
  test(`${name}, ${encoding}: ${edits} random edits`, { timeout: 3600000 }, async () => {
    const random = numbers(seed * 1000 + number);
    const capabilities = { general: { positionEncodings: [encoding] }, textDocument: { completion: { completionItem: { snippetSupport: true } } } };
    const uri = `untitled:${name}`;
    // Without what it allows, so that there is something for lint to find.
    const original = fs.readFileSync(example(name), "utf8").replace(/^ *allow .*\n/gm, "");
    let text = original;
    let version = 1;
    const old = await Client.start({ capabilities });
    assert.equal(old.initialized.capabilities.positionEncoding, encoding);
    old.open(uri, text, version);
    assert.ok((await old.told(uri, version)).diagnostics.some(({ code }) => code.startsWith("QD6")));
    let findings = 0;
    for (let at = 0; at < edits; ++at) {
      // Now and then what is compared is a contract without mistakes.
      const { changes, after } = at % 20 === 9 ? remarked(original) : edited({ uri, text, original }, encoding, random);
      text = after;
      old.change(uri, ++version, changes);
      if (at % 10 !== 9 && at !== edits - 1) continue;
      const told = await old.told(uri, version);
      findings += told.diagnostics.filter(({ code }) => code.startsWith("QD6")).length;
      const fresh = await Client.start({ capabilities });
      fresh.open(uri, text, version);
      assert.deepEqual(told.diagnostics, (await fresh.told(uri, version)).diagnostics, `after ${at} edits`);
      const same = random(1 << 30);
      const whole = new Text(uri, text, encoding);
      assert.deepEqual(await answers(old, whole, numbers(same)), await answers(fresh, whole, numbers(same)), `after ${at} edits`);
      await fresh.stop();
    }
    if (process.env.EDITS) console.log(`${name}, ${encoding}: ${Math.round(residentMiB(old.process))} MiB at the end`);
    assert.ok(findings > 0, "nothing that was compared had anything for lint to find");
    assert.equal(await old.stop(), 0);
  });

// What is said of all open texts, once it is as expected or does not change any more.
async function settled(client, open, expected) {
  const said = () => open.map(({ uri }) => client.diagnostics.get(uri)?.diagnostics);
  const end = Date.now() + 10000;
  while (Date.now() < end && !isDeepStrictEqual(said(), expected)) await new Promise((resolve) => setTimeout(resolve, 20));
  return said();
}

test(`a contract and the parts that it imports: ${edits} random edits, opened and closed`, { timeout: 3600000 }, async () => {
  const random = numbers(seed * 1000 + 77);
  const place = folderWith({});
  fs.cpSync(path.join(root, "examples/new-york-medicaid"), place, { recursive: true });
  const texts = ["level-1/level-1.contract", "part-a.contract", "part-b.contract"].map((name) => {
    const original = fs.readFileSync(path.join(place, name), "utf8");
    return { name, uri: pathToFileURL(path.join(place, name)).href, original, text: original, version: 1, open: true };
  });
  const [old, encoding] = [await Client.start({ folder: place }), "utf-16"];
  for (const { uri, text } of texts) old.open(uri, text);
  for (let at = 0; at < edits; ++at) {
    const one = texts[random(texts.length)];
    if (!one.open || (one !== texts[0] && random(8) === 0)) {
      // A text that is closed is what stands on the disk, and is opened again as that.
      one.open = !one.open;
      one.text = one.original;
      if (one.open) old.open(one.uri, one.text, ++one.version);
      else old.notify(lsp.DidCloseTextDocumentNotification.type, { textDocument: { uri: one.uri } });
    } else {
      const { changes, after } = edited(one, encoding, random);
      one.text = after;
      old.change(one.uri, ++one.version, changes);
    }
    if (at % 10 !== 9 && at !== edits - 1) continue;
    const open = texts.filter((text) => text.open);
    const fresh = await Client.start({ folder: place });
    for (const { uri, text, version } of open) fresh.open(uri, text, version);
    for (const { uri, version } of open) await fresh.told(uri, version);
    const same = random(1 << 30);
    for (const { uri, text, name } of open) {
      const whole = new Text(uri, text);
      assert.deepEqual(await answers(old, whole, numbers(same)), await answers(fresh, whole, numbers(same)), `${name} after ${at} edits`);
    }
    const expected = open.map(({ uri }) => fresh.diagnostics.get(uri).diagnostics);
    assert.deepEqual(await settled(old, open, expected), expected, `after ${at} edits`);
    await fresh.stop();
  }
  if (process.env.EDITS) console.log(`a contract and its parts: ${Math.round(residentMiB(old.process))} MiB at the end`);
  assert.equal(await old.stop(), 0);
});

test("a text with \\r\\n alone has the same places as one with \\n", async () => {
  const client = await Client.start();
  for (const name of contracts) {
    const text = fs.readFileSync(example(name), "utf8");
    const asked = (uri) => client.request(lsp.SemanticTokensRequest.type, { textDocument: { uri } });
    client.open("untitled:unix", text);
    client.open("untitled:windows", text.replaceAll("\n", "\r\n"));
    assert.deepEqual(await asked("untitled:unix"), await asked("untitled:windows"));
    assert.deepEqual((await client.told("untitled:windows", 1)).diagnostics, []);
    for (const uri of ["untitled:unix", "untitled:windows"])
      client.notify(lsp.DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    client.diagnostics.clear();
  }
  await client.stop();
});
