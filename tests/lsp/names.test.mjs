// SPDX-License-Identifier: Apache-2.0
// What a name means: where it is declared and used, what is said of it, and giving it another name.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { Client, Text, contracts, example, folderWith, header, lsp } from "./client.mjs";

// In each example a name, where it is used, and the line of its declaration.
const uses = [
  ["bedfordshire-msk", "value", "95% of ", "define value "],
  ["bedfordshire-msk", "bedfordshire_ccg", "payment core_payment from ", "party bedfordshire_ccg "],
  ["bedfordshire-msk", "categories", "split over ", "dimension categories,"],
  ["bedfordshire-msk", "weight", "average over its measures by ", "| measure                  | category    | weight |"],
  ["bedfordshire-msk", "report", "of part for ", "| report  "],
  ["block-cap-collar", "block_value", "instalment of ", "define block_value "],
  ["block-cap-collar", "activity_unit", "money per ", "unit activity_units, each an activity_unit"],
  ["block-cap-collar", "corridor", "| up to ", "| year    | corridor |"],
  ["optimedis-shared-savings", "fund", "input insured_years for each ", "group funds, each a fund,"],
  ["optimedis-shared-savings", "deficit", "paid out of ", "balance deficit "],
  ["optimedis-shared-savings", "person_years", "input insured_years for each fund, each year : ", "unit person_years,"],
];

for (const [name, word, after, declared] of uses)
  test(`${name}: '${word}' is found where it is declared and where it is used`, async () => {
    const client = await Client.start();
    const text = await client.openFile(example(name));
    const place = text.at(word, { after });
    const found = await client.request(lsp.DefinitionRequest.type, place);
    assert.equal(found.uri, text.uri);
    assert.equal(text.in(found.range), word);
    assert.ok(text.lines[found.range.start.line].includes(declared), text.lines[found.range.start.line]);
    const all = await client.request(lsp.ReferencesRequest.type, { ...place, context: { includeDeclaration: true } });
    const others = await client.request(lsp.ReferencesRequest.type, { ...place, context: { includeDeclaration: false } });
    for (const one of all) assert.equal(text.in(one.range), word);
    assert.equal(all.length, others.length + 1);
    assert.ok(all.some(({ range }) => range.start.line === place.position.line));
    // The same from the declaration, and as highlights.
    const back = await client.request(lsp.ReferencesRequest.type, {
      textDocument: { uri: text.uri }, position: found.range.start, context: { includeDeclaration: true },
    });
    assert.deepEqual(back, all);
    const lights = await client.request(lsp.DocumentHighlightRequest.type, place);
    assert.deepEqual(lights.map(({ range }) => range), all.map(({ range }) => range));
    assert.equal(lights.filter(({ kind }) => kind === lsp.DocumentHighlightKind.Write).length, 1);
    await client.stop();
  });

for (const [name, word, after, said] of [
  ["bedfordshire-msk", "value", "95% of ", ["define value each year : money", "clause 3.1", "2015/16 | £26,844,500.00"]],
  ["bedfordshire-msk", "at_risk", "rounded at_risk".slice(0, 8), ["each quarter", "clause 5.2", "25%"]],
  ["bedfordshire-msk", "never_events", "and ", ["metric never_events each quarter : events", "clause 6.3"]],
  ["block-cap-collar", "price", "plan * ", ["for each service, each year : money per activity_unit", "Reference price"]],
  ["block-cap-collar", "activity_variance", "payment ", ["Integrated care board pays Acute trust", "clause 4.4, 5.2"]],
  ["optimedis-shared-savings", "quarterly_advance", "parameter ", ["sickness\\_fund\\_a | €60,000.00"]],
  ["optimedis-shared-savings", "outlier_cost", "actual_cost - ", ["Part of single cases above €100,000"]],
])
  test(`${name}: hovering over '${word}' says what it is`, async () => {
    const client = await Client.start();
    const text = await client.openFile(example(name));
    const hover = await client.request(lsp.HoverRequest.type, text.at(word, { after, into: 1 }));
    for (const part of said) assert.ok(hover.contents.value.includes(part), `${part}: ${hover.contents.value}`);
    assert.equal(text.in(hover.range), word);
    assert.equal(await client.request(lsp.HoverRequest.type, text.at("{")), null);
    await client.stop();
  });

test("hovering over a phrase of the library shows it, and it cannot be renamed", async () => {
  const client = await Client.start();
  const text = await client.openFile(example("block-cap-collar"));
  const place = text.at("limited", { after: "= " });
  const hover = await client.request(lsp.HoverRequest.type, place);
  assert.ok(hover.contents.value.includes("phrase limited of"));
  await assert.rejects(client.request(lsp.RenameRequest.type, { ...place, newName: "bounded" }), /no name of this contract/);
  await client.stop();
});

function applied(text, edits) {
  const sorted = [...edits].sort((a, b) => text.offset(b.range.start) - text.offset(a.range.start));
  let result = text.text;
  for (const { range, newText } of sorted)
    result = result.slice(0, text.offset(range.start)) + newText + result.slice(text.offset(range.end));
  return result;
}

for (const [name, word, after, to] of [
  ["bedfordshire-msk", "value", "95% of ", "contract_value"],
  ["bedfordshire-msk", "category", "each a ", "branch"],
  ["bedfordshire-msk", "circle", "party ", "provider"],
  ["bedfordshire-msk", "choice_offered", "\n    | ", "choice"],
  ["block-cap-collar", "services", "dimension ", "service_lines"],
  ["block-cap-collar", "activity_unit", "each an ", "unit_of_activity"],
  ["block-cap-collar", "corridor", "clause 4.2, 4.4\n    | year    | ", "band"],
  ["optimedis-shared-savings", "fund", "each a ", "insurer"],
  ["optimedis-shared-savings", "deficit", "balance ", "carried"],
  ["optimedis-shared-savings", "sickness_fund_a", "payers: ", "fund_one"],
])
  test(`${name}: '${word}' becomes '${to}' everywhere, and the contract is as right as before`, async () => {
    const client = await Client.start();
    const text = await client.openFile(example(name));
    const place = text.at(word, { after });
    const prepared = await client.request(lsp.PrepareRenameRequest.type, place);
    assert.equal(prepared.placeholder, word);
    assert.equal(text.in(prepared.range), word);
    const { changes } = await client.request(lsp.RenameRequest.type, { ...place, newName: to });
    assert.deepEqual(Object.keys(changes), [text.uri]);
    const after_ = applied(text, changes[text.uri]);
    client.change(text.uri, 2, [{ text: after_ }]);
    const { diagnostics } = await client.told(text.uri, 2);
    assert.deepEqual(diagnostics, []);
    await client.stop();
  });

test("names that are none, are taken or are words of the language are refused", async () => {
  const client = await Client.start();
  const text = await client.openFile(example("bedfordshire-msk"));
  const place = text.at("value", { after: "define " });
  for (const [newName, why] of [
    ["", /no name/],
    ["Value", /no name/],
    ["two words", /no name/],
    ["payment", /no name/],
    ["9th", /no name/],
    ["é", /no name/],
    ["core", /clash|something else/],
    ["circle", /clash|something else/],
    ["surplus", /clash|something else/],
  ])
    await assert.rejects(client.request(lsp.RenameRequest.type, { ...place, newName }), why, newName);
  await assert.rejects(client.request(lsp.PrepareRenameRequest.type, text.at("{")), /no name/);
  assert.equal(await client.stop(), 0);
});

test("a rename reaches every contract of the folder that imports the name", async () => {
  const importer = (name) =>
    `${header.replace("fees", name)}  import "shared.contract"\n  payment fee from payer to clinic, each quarter = price * 2\n}\n`;
  const shared = `shared {\n  parameter price : money = £5\n  define twice : money = price * 2\n}\n`;
  const folder = folderWith({ "one.contract": importer("one"), "two.contract": importer("two"), "shared.contract": shared });
  const client = await Client.start({ folder });
  const one = await client.openFile(path.join(folder, "one.contract"));
  const place = one.at("price");
  const found = await client.request(lsp.DefinitionRequest.type, place);
  assert.match(found.uri, /shared\.contract$/);
  assert.match((await client.request(lsp.DefinitionRequest.type, one.at("shared.contract"))).uri, /shared\.contract$/);
  const { changes } = await client.request(lsp.RenameRequest.type, { ...place, newName: "rate" });
  const counts = Object.fromEntries(Object.entries(changes).map(([uri, edits]) => [path.basename(uri), edits.length]));
  assert.deepEqual(counts, { "one.contract": 1, "two.contract": 1, "shared.contract": 2 });
  for (const [uri, edits] of Object.entries(changes)) {
    const file = path.join(folder, path.basename(uri));
    const text = new Text(uri, fs.readFileSync(file, "utf8"));
    for (const edit of edits) assert.equal(text.in(edit.range), "price");
  }
  await assert.rejects(client.request(lsp.RenameRequest.type, { ...place, newName: "twice" }), /clash|something else/);
  await client.stop();
});

test("names are found in a contract with mistakes, and those of imports that are not there", async () => {
  const client = await Client.start();
  for (const [at, broken] of [
    "  define a each year : money = = £5\n",
    '  import "nowhere.contract"\n',
    "  payment from to\n",
  ].entries()) {
    const text = await client.openText(
      `${header}${broken}  define price each year : money = £5\n  payment fee from payer to clinic, each year = price * 2\n}\n`,
      `untitled:${at}`,
    );
    assert.notDeepEqual(client.diagnostics.get(text.uri).diagnostics, []);
    const found = await client.request(lsp.DefinitionRequest.type, text.at("price", { after: "each year = " }));
    assert.ok(text.lines[found.range.start.line].startsWith("  define price"));
    const party = await client.request(lsp.DefinitionRequest.type, text.at("clinic", { after: "fee from payer to " }));
    assert.ok(text.lines[party.range.start.line].startsWith("  party clinic"));
  }
  await client.stop();
});

test("of two things of one name each use means its own", async () => {
  const client = await Client.start();
  const text = await client.openText(`${header}
  dimension sites, each a site
    | site | rate |
    | east | £5   |
    | west | £6   |
  dimension wards, each a ward
    | ward | rate |
    | red  | £7   |
    | blue | £8   |
  define site_fee for each site : money = rate * 2
  define ward_fee for each ward : money = rate * 3
  define all_fees : money = sum over sites as place of rate for place
}
`);
  assert.deepEqual(client.diagnostics.get(text.uri).diagnostics.filter(({ severity }) => severity === 1), []);
  for (const [after, line] of [["site_fee for each site : money = ", "| site | rate |"], ["ward_fee for each ward : money = ", "| ward | rate |"]]) {
    const found = await client.request(lsp.DefinitionRequest.type, text.at("rate", { after }));
    assert.ok(text.lines[found.range.start.line].includes(line));
  }
  const alias = await client.request(lsp.ReferencesRequest.type, { ...text.at("place"), context: { includeDeclaration: true } });
  assert.equal(alias.length, 2);
  await client.stop();
});
