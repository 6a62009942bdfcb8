// SPDX-License-Identifier: Apache-2.0
// The colours against the ANTLR grammar, and against what the language server says of every word of every contract.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { expression, freeWords, keywords, rules, textMate } from "../build/grammar.mjs";
import { Client, lsp, root } from "../../../tests/lsp/client.mjs";
import { coloured, grammar } from "./colours.mjs";

const made = await grammar();
const scopesOf = (text) => coloured(made, text).map(({ text: part, scope }) => [part, scope]);

test("each word of the grammar is coloured as one, alone and in a sentence", () => {
  assert.ok(keywords().length > 140, "the rules of the lexer were read");
  const header = { source: 'source "S"', currency: "currency GBP", term: "term 2024/25", settled: "settled each year", shared: "shared {" };
  for (const word of keywords())
    for (const line of word in header ? [`  ${header[word]}`] : [word, `x ${word} y`, `(${word})`]) {
      const found = coloured(made, line).find(({ text }) => text === word);
      assert.match(found?.scope ?? "nothing", /^(keyword|constant\.numeric\.period)/, line);
    }
});

test("no word is coloured inside a longer one", () => {
  for (const word of keywords().filter((one) => /^[a-z]+$/.test(one)))
    for (const name of [`${word}_x`, `x_${word}`, `${word}2`])
      assert.deepEqual(scopesOf(name), [[name, "variable.other"]]);
});

test("words that are free as names are names where nothing of the language begins", () => {
  assert.ok(freeWords().includes("term"));
  for (const word of ["source", "currency", "term", "settled", "shared"])
    assert.deepEqual(scopesOf(`  = ${word}`), [["=", "keyword.operator"], [word, "variable.other"]]);
});

test("figures, titles, clauses, remarks", () => {
  const one = (text, scope) => assert.deepEqual(scopesOf(text), [[text, scope]]);
  one("2015-04-01", "constant.numeric.date");
  for (const period of ["2015/16", "2015/16-Q1", "2015-Q1", "2015-04", "Q3", "March"]) one(period, "constant.numeric.period");
  for (const money of ["£5", "£26,500,000", "€1.5m", "$20bn", "GBP 20", "CHF  1,000.25k"]) one(money, "constant.numeric.money");
  for (const percent of ["5%", "12.5%"]) one(percent, "constant.numeric.percent");
  for (const number of ["5", "1,000", "2.75"]) one(number, "constant.numeric");
  for (const duration of ["48 hours", "1 day", "13 weeks"]) one(duration, "constant.numeric.duration");
  for (const clause of ["clause 3.4(b), 5.1", "clause A2", "clause 12"]) one(clause, "entity.name.tag.clause");
  for (const pattern of ["fee_[ward]", "[ward]", "2_[a]_x"]) one(pattern, "variable.other.pattern");
  one('"a title, with # and 5%"', "string.quoted.double");
  one('"not closed', "invalid.illegal.unclosed-title");
  one("# a remark \"with\" words", "comment.line.number-sign");
  one("## prose", "comment.line.documentation");
  one("EUR", "support.constant.currency");
});

test("what a declaration names", () => {
  assert.deepEqual(scopesOf('payment fee "Fee" from a_b to c').slice(0, 3), [
    ["payment", "keyword.declaration"],
    ["fee", "entity.name.function"],
    ['"Fee"', "string.quoted.double"],
  ]);
  assert.deepEqual(scopesOf("  party term"), [["party", "keyword.declaration"], ["term", "variable.other.readwrite"]]);
  assert.deepEqual(scopesOf("this contract year")[1], ["contract year", "keyword.other.phrase"]);
});

test("every expression of a token is one of JavaScript too", () => {
  for (const [name, body] of rules()) if (!/^(UNKNOWN|GAP)$/.test(name)) new RegExp(expression(body), "u");
  assert.ok(JSON.stringify(textMate()).length > 3000);
});

// The server's sorts of words, and the scopes that are one.
const sorts = {
  keyword: /^(keyword\.(?!operator)|constant\.numeric\.period|support\.constant)/,
  comment: /^comment\./,
  string: /^string\./,
  number: /^constant\.numeric/,
  clause: /^entity\.name\.tag/,
  name: /^(variable|entity\.name\.(function|type))/,
};

function read(client, text, data) {
  const { tokenTypes, tokenModifiers } = client.initialized.capabilities.semanticTokensProvider.legend;
  const documentation = 1 << tokenModifiers.indexOf("documentation");
  const lines = text.split(/\r\n|\n|\r/);
  const tokens = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [down, right, length, type, modifiers] = data.slice(at, at + 5);
    line += down;
    character = down ? right : character + right;
    const kind = tokenTypes[type];
    let sort = kind in sorts ? kind : "name";
    if (kind === "macro" && modifiers & documentation) sort = "clause";
    tokens.push({ line, begin: character, end: character + length, sort, text: lines[line].slice(character, character + length) });
  }
  return tokens;
}

function files(folder) {
  return fs.readdirSync(path.join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(".contract"))
    .map((name) => path.join(root, folder, name));
}

for (const folder of ["examples", "stdlib", "tests/language"])
  test(`${folder}: the colours are those that the language server gives`, { timeout: 120000 }, async () => {
    const client = await Client.start();
    const free = new Set(freeWords());
    let compared = 0;
    const contracts = files(folder);
    assert.ok(contracts.length > 4);
    for (const file of contracts) {
      const text = await client.openFile(file);
      const { data } = await client.request(lsp.SemanticTokensRequest.type, { textDocument: { uri: text.uri } });
      const scopes = new Map();
      for (const part of coloured(made, text.text))
        for (let at = part.begin; at < part.end; ++at) scopes.set(`${part.line}:${at}`, part);
      for (const token of read(client, text.text, data)) {
        const wrong = [];
        for (let at = token.begin; at < token.end; ++at) {
          const part = scopes.get(`${token.line}:${at}`);
          if (/\s/.test(token.text[at - token.begin]) && !part) continue;
          const fits = sorts[token.sort].test(part?.scope ?? "");
          if (!fits && !(free.has(part?.text) && ["name", "keyword"].includes(token.sort))) wrong.push(part?.scope);
        }
        assert.deepEqual([...new Set(wrong)], [], `${path.relative(root, file)}:${token.line + 1}: ${token.sort} '${token.text}'`);
        ++compared;
      }
      client.notify(lsp.DidCloseTextDocumentNotification.type, { textDocument: { uri: text.uri } });
    }
    assert.ok(compared > 500, `${compared} words`);
    await client.stop();
  });
