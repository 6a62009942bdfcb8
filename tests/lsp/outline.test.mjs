// SPDX-License-Identifier: Apache-2.0
// The shape of a text: outline, folds, growing selections, colours, and what all contracts of a folder declare.
import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { Client, contracts, example, lsp, root } from "./client.mjs";

const within = (inner, outer) =>
  (outer.start.line < inner.start.line || (outer.start.line === inner.start.line && outer.start.character <= inner.start.character)) &&
  (inner.end.line < outer.end.line || (inner.end.line === outer.end.line && inner.end.character <= outer.end.character));

for (const [name, count, some] of [
  ["bedfordshire-msk", 10, { measures: ["shared_decision_tool_use", "weight", "goal"], categories: ["technology", "category_weight"] }],
  ["block-cap-collar", 6, { services: ["emergency_admission", "plan"], service_groups: ["urgent", "above_cap"] }],
  ["optimedis-shared-savings", 4, { funds: ["sickness_fund_a"], indicators: ["minimum", "mandatory"] }],
])
  test(`${name}: the outline has its declarations with their parts`, async () => {
    const client = await Client.start();
    const text = await client.openFile(example(name));
    const symbols = await client.request(lsp.DocumentSymbolRequest.type, { textDocument: { uri: text.uri } });
    assert.ok(symbols.length > count);
    const check = (symbol, around) => {
      assert.ok(within(symbol.selectionRange, symbol.range), symbol.name);
      if (around) assert.ok(within(symbol.range, around.range), symbol.name);
      for (const child of symbol.children ?? []) check(child, symbol);
    };
    for (const symbol of symbols) check(symbol);
    for (const [whole, parts] of Object.entries(some)) {
      const found = symbols.find((symbol) => symbol.name === whole);
      for (const part of parts) assert.ok(found.children.some((child) => child.name === part), `${whole}: ${part}`);
      assert.equal(text.in(found.selectionRange), whole);
    }
    // In the order of the text.
    const lines = symbols.map((symbol) => symbol.range.start.line);
    assert.deepEqual(lines, [...lines].sort((a, b) => a - b));
    await client.stop();
  });

for (const name of contracts)
  test(`${name}: folds cover whole declarations, and lie within the text`, async () => {
    const client = await Client.start();
    const text = await client.openFile(example(name));
    const folds = await client.request(lsp.FoldingRangeRequest.type, { textDocument: { uri: text.uri } });
    assert.ok(folds.length > 10);
    for (const { startLine, endLine } of folds) assert.ok(startLine < endLine && endLine < text.lines.length);
    const scenario = text.at("  scenario ").position.line;
    assert.ok(folds.some(({ startLine, endLine }) => startLine === scenario && /^ {2}\}/.test(text.lines[endLine])));
    await client.stop();
  });

for (const [name, word, after, steps] of [
  ["bedfordshire-msk", "basic_standards", "= part * ", ["basic_standards", "part * basic_standards", "part * basic_standards * category_score"]],
  ["block-cap-collar", "price", "= sum over its services of plan * ", ["price", "plan * price", "sum over its services of plan * price"]],
  ["optimedis-shared-savings", "saving", "= gain of ", ["saving", "gain of saving", "gain of saving - paid out of deficit"]],
])
  test(`${name}: a selection grows from '${word}' to the whole text`, async () => {
    const client = await Client.start();
    const text = await client.openFile(example(name));
    const { position } = text.at(word, { after, into: 1 });
    const [chain, other] = await client.request(lsp.SelectionRangeRequest.type, {
      textDocument: { uri: text.uri }, positions: [position, { line: 0, character: 0 }],
    });
    const grown = [];
    for (let step = chain; step; step = step.parent) {
      if (step.parent) assert.ok(within(step.range, step.parent.range));
      grown.push(text.in(step.range));
    }
    assert.deepEqual(grown.slice(0, steps.length), steps);
    assert.equal(grown.at(-1), text.text);
    assert.ok(other);
    await client.stop();
  });

function decoded(text, legend, data) {
  let line = 0;
  let character = 0;
  const tokens = [];
  for (let at = 0; at < data.length; at += 5) {
    character = data[at] === 0 ? character + data[at + 1] : data[at + 1];
    line += data[at];
    const words = text.lines[line].slice(character, character + data[at + 2]);
    assert.equal(words.length, data[at + 2]);
    tokens.push({ line, words, type: legend.tokenTypes[data[at + 3]], modifiers: data[at + 4] });
  }
  return tokens;
}

for (const [name, looks] of [
  ["bedfordshire-msk", { circle: "variable", measures: "type", technology: "enumMember", value: "function", super_cquin: "event", result: "property", payment: "keyword" }],
  ["block-cap-collar", { icb: "variable", services: "type", urgent: "enumMember", variance: "function", activity_variance: "event", activity: "property", "£184,300,000.00": "number" }],
  ["optimedis-shared-savings", { network: "variable", funds: "type", saving: "function", quality: "property", '"Part of single cases above €100,000"': "string" }],
])
  test(`${name}: each word has the colour of what it means, in whole and in parts`, async () => {
    const client = await Client.start();
    const text = await client.openFile(example(name));
    const { legend } = client.initialized.capabilities.semanticTokensProvider;
    const { data } = await client.request(lsp.SemanticTokensRequest.type, { textDocument: { uri: text.uri } });
    const tokens = decoded(text, legend, data);
    for (const [words, type] of Object.entries(looks))
      assert.ok(tokens.some((token) => token.words === words && token.type === type), `${words} is ${type}`);
    const range = { start: { line: 20, character: 0 }, end: { line: 40, character: 0 } };
    const part = await client.request(lsp.SemanticTokensRangeRequest.type, { textDocument: { uri: text.uri }, range });
    const lines = decoded(text, legend, part.data);
    assert.deepEqual(lines, tokens.filter(({ line }) => line >= 20 && line < 40));
    await client.stop();
  });

test("the declarations of a folder's contracts are found by some of their letters", async () => {
  const client = await Client.start({ folder: path.join(root, "examples/bedfordshire-msk") });
  for (const name of ["block-cap-collar", "optimedis-shared-savings"]) await client.openFile(example(name));
  for (const [query, name, file] of [
    ["super_cquin", "super_cquin", "bedfordshire-msk"],
    ["blockval", "block_value", "block-cap-collar"],
    ["qadv", "quarterly_advance", "optimedis-shared-savings"],
  ]) {
    const found = await client.request(lsp.WorkspaceSymbolRequest.type, { query });
    const one = found.find((symbol) => symbol.name === name);
    assert.equal(one.location.uri, pathToFileURL(example(file)).href);
  }
  assert.deepEqual(await client.request(lsp.WorkspaceSymbolRequest.type, { query: "zzzz" }), []);
  await client.stop();
});
