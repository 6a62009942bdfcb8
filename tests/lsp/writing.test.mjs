// SPDX-License-Identifier: Apache-2.0
// Help while a contract is written: completion, what phrases take, actions, lenses, hints, and what feeds a payment.
import assert from "node:assert/strict";
import test from "node:test";
import { Client, applied, contracts, example, header, lsp } from "./client.mjs";

for (const [name, word, after, has, hasNot] of [
  ["bedfordshire-msk", "bedfordshire_ccg", "payment core_payment from ", ["bedfordshire_ccg", "circle"], ["value", "technology", "case"]],
  ["bedfordshire-msk", "report", "of part for ", ["report", "technology", "category"], ["choice_offered", "point", "value"]],
  ["bedfordshire-msk", "quarter", "part for each category, each ", ["measure", "category", "quarter", "year"], ["point", "measures"]],
  ["bedfordshire-msk", "95%", "define core       each year : money   clause 3.2   = ", ["value", "rounded", "sum", "first"], ["circle", "clause"]],
  ["block-cap-collar", "activity_unit", "each service, each year : money per ", ["activity_unit"], ["activity_units", "service", "block_value"]],
  ["block-cap-collar", "months", "of sum over ", ["services", "service_groups", "months", "its"], ["block_value", "icb"]],
  ["block-cap-collar", "activity", "otherwise settlement refused naming ", ["activity"], ["price", "block_value"]],
  ["optimedis-shared-savings", "person_years", "for each fund, each year : ", ["person_years", "points", "money", "percent", "number"], ["saving", "network"]],
  ["optimedis-shared-savings", "deficit", "net_saving for each fund, each year : money                             clause 3.3\n    = gain of saving - paid out of ", ["deficit"], ["network"]],
  ["optimedis-shared-savings", "sharing", "import ", ["sharing", "splits", "activity"], ["network", "saving"]],
])
  test(`${name}: behind '${after.trim().split("\n").at(-1)}' stands what can stand there`, async () => {
    const client = await Client.start();
    const text = await client.openFile(example(name));
    for (const into of [0, 2]) {
      const { items } = await client.request(lsp.CompletionRequest.type, text.at(word, { after, into }));
      const labels = items.map(({ label }) => label);
      for (const one of has) assert.ok(labels.includes(one), `${one} of ${labels}`);
      for (const one of hasNot) assert.ok(!labels.includes(one), `no ${one} of ${labels}`);
      for (const { textEdit } of items) assert.equal(text.in(textEdit.range), word.slice(0, into));
    }
    await client.stop();
  });

test("in titles, prose and remarks nothing is completed", async () => {
  const client = await Client.start();
  const text = await client.openText('contract a "Some title" {\n  # a remark\n  ## prose here\n}\n');
  for (const words of ["title", "remark", "here"])
    assert.deepEqual((await client.request(lsp.CompletionRequest.type, text.at(words, { into: 1 }))).items, []);
  await client.stop();
});

// As an editor fills them in when nothing is changed.
const filled = (snippet) =>
  snippet.replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, "$1").replace(/\$\{\d+:([^}]*)\}/g, "$1");

test("each beginning, filled in, is part of a contract without mistakes", async () => {
  const client = await Client.start();
  const text = await client.openText(`${header}  \n}\n`);
  const { items } = await client.request(lsp.CompletionRequest.type, text.at("\n}", { after: "clinic" }));
  const snippets = items.filter(({ kind }) => kind === lsp.CompletionItemKind.Snippet);
  assert.ok(snippets.length >= 5);
  for (const { label, textEdit } of snippets) {
    const around = { scenario: "  metric rate each year : percent\n    not reported: 0%\n  payment fee from payer to clinic, each year = £0 * rate\n" };
    const uri = `untitled:${label}`;
    await client.openText(`${header.replace("clinic", "provider")}${around[label] ?? ""}  ${filled(textEdit.newText)}\n}\n`.replaceAll("to clinic", "to provider"), uri);
    const mistakes = client.diagnostics.get(uri).diagnostics.filter(({ severity }) => severity === 1);
    assert.deepEqual(mistakes, [], label);
  }
  await client.stop();
});

for (const [phrase, subject, sentence, label, gaps] of [
  ["excess", "sharing", "excess of amount above £40", "excess of amount above limit", ["amount", "limit"]],
  ["whole", "sharing", "whole of amount from £5", "whole of amount from minimum", ["amount", "minimum"]],
  ["marginal", "activity", "marginal of amount above £40 at 10%", "marginal of amount above baseline at rate", ["amount", "baseline", "rate"]],
])
  test(`what '${phrase}' takes is shown, and which part is being written`, async () => {
    const client = await Client.start();
    const text = await client.openText(`${header}  import ${subject}
  input amount each quarter : money
    not reported: £0
  payment fee from payer to clinic, each quarter = ${sentence}
}
`);
    assert.deepEqual(client.diagnostics.get(text.uri).diagnostics.filter(({ severity }) => severity === 1), []);
    const shown = [];
    let at = text.text.indexOf(sentence) + phrase.length + " of ".length;
    for (const gap of gaps) {
      const help = await client.request(lsp.SignatureHelpRequest.type, {
        textDocument: { uri: text.uri }, position: text.position(at + 1),
      });
      const [signature] = help.signatures;
      assert.equal(signature.label, label);
      const [begin, end] = signature.parameters[help.activeParameter].label;
      shown.push(signature.label.slice(begin, end));
      at = text.text.indexOf(" ", text.text.indexOf(" ", at) + 1) + 1;
    }
    assert.deepEqual(shown, gaps);
    assert.equal(await client.request(lsp.SignatureHelpRequest.type, text.at("not reported")), null);
    await client.stop();
  });

for (const [mistake, sentence, title] of [
  ["rat", "£100 * rat", "write 'rate': did you mean 'rate'?"],
  ["missing_rate", "£100 * missing_rate", "declare the metric 'missing_rate'"],
  ["other_costs", "other_costs", "declare the input 'other_costs', an amount of money"],
])
  test(`'${title}' mends the contract`, async () => {
    const client = await Client.start();
    const text = await client.openText(`${header}
  metric rate each quarter : percent
    not reported: 0%
  payment base from payer to clinic, each quarter = £100 * rate
  payment fee from payer to clinic, each quarter = ${sentence}
}
`);
    const { diagnostics } = client.diagnostics.get(text.uri);
    const range = diagnostics[0].range;
    assert.equal(text.in(range), mistake);
    const actions = await client.request(lsp.CodeActionRequest.type, {
      textDocument: { uri: text.uri }, range, context: { diagnostics, only: ["quickfix"] },
    });
    const action = actions.find((one) => one.title === title);
    assert.deepEqual(action.diagnostics, [diagnostics[0]]);
    client.change(text.uri, 2, [{ text: applied(text, action) }]);
    const after = await client.told(text.uri, 2);
    assert.deepEqual(after.diagnostics.filter(({ severity }) => severity === 1), []);
    const none = await client.request(lsp.CodeActionRequest.type, {
      textDocument: { uri: text.uri }, range, context: { diagnostics, only: ["source"] },
    });
    assert.deepEqual(none, []);
    await client.stop();
  });

for (const [sentence, figure] of [
  ["£100 * (100% - rate)", "£100.00"],
  ["£80 + £20.50 * rate", "£80.00"],
  ["£12.34 * cases / cases at least £1", null],
])
  test(`a scenario is added for a payment of ${sentence}`, async () => {
    const client = await Client.start();
    const text = await client.openText(`${header}
  metric rate each quarter : percent
    not reported: 0%
  metric cases each quarter : number
    not reported: 1
  payment fee from payer to clinic, each quarter = ${sentence}
}
`);
    const { position } = text.at("fee", { after: "payment " });
    const ask = () => client.request(lsp.CodeActionRequest.type, {
      textDocument: { uri: text.uri }, range: { start: position, end: position }, context: { diagnostics: [] },
    });
    const [action] = await ask();
    if (figure === null) {
      assert.equal(action, undefined, "a division by nothing is no scenario");
    } else {
      const scenario = applied(text, action);
      assert.ok(scenario.includes(`expect fee = ${figure}`), scenario);
      client.change(text.uri, 2, [{ text: scenario }]);
      assert.deepEqual((await client.told(text.uri, 2)).diagnostics.filter(({ severity }) => severity === 1), []);
      const lenses = await client.request(lsp.CodeLensRequest.type, { textDocument: { uri: text.uri } });
      const result = await client.request(lsp.ExecuteCommandRequest.type, lenses.at(-1).command);
      assert.equal(result.held, true);
      assert.deepEqual(await ask(), [], "it has one now");
    }
    await client.stop();
  });

for (const [name, year] of [["bedfordshire-msk", "2015/16"], ["block-cap-collar", "2022/23"], ["optimedis-shared-savings", "2017"]])
  test(`${name}: lenses run its scenarios and settle a year with the data beside it`, async () => {
    const client = await Client.start();
    const shown = [];
    client.connection.onNotification(lsp.ShowMessageNotification.type, (message) => shown.push(message));
    const text = await client.openFile(example(name));
    const lenses = await client.request(lsp.CodeLensRequest.type, { textDocument: { uri: text.uri } });
    const scenarios = lenses.filter(({ command }) => command.command === "quarterday.runScenario");
    assert.equal(scenarios.length, text.lines.filter((line) => /^ *scenario "/.test(line)).length);
    for (const { range, command } of scenarios) {
      assert.match(text.lines[range.start.line], /^ *scenario "/);
      assert.equal((await client.request(lsp.ExecuteCommandRequest.type, command)).held, true);
    }
    assert.ok(shown.every(({ type }) => type === lsp.MessageType.Info));
    const settle = lenses.find(({ command }) => command.title === `settle ${year}`);
    const result = await client.request(lsp.ExecuteCommandRequest.type, settle.command);
    assert.equal(result.refused, false);
    assert.match(result.statement, /Amount/);
    await assert.rejects(client.request(lsp.ExecuteCommandRequest.type, { command: "quarterday.settle", arguments: [text.uri, "1066"] }));
    await client.stop();
  });

test("a scenario that does not hold says what came out", async () => {
  const client = await Client.start();
  const text = await client.openText(`${header}
  payment fee from payer to clinic, each quarter = £3
  scenario "three is four" in 2024/25-Q1 {
    expect fee = £4
  }
}
`);
  const [lens] = await client.request(lsp.CodeLensRequest.type, { textDocument: { uri: text.uri } });
  const result = await client.request(lsp.ExecuteCommandRequest.type, lens.command);
  assert.deepEqual(result, { held: false, failed: [{ expected: "£4.00", got: "£3.00" }] });
  await client.stop();
});

for (const [declaration, name, label] of [
  ["define value each year : money = £100 growing 10% a year", "value", "2024/25: £100.00, 2026/27: £121.00"],
  ["define half each year : money = 50% of £100", "half", "2024/25: £50.00, 2026/27: £50.00"],
  ["define both : money = £100 + £20", "both", "= £120.00"],
])
  test(`beside '${name}' stands what it comes to`, async () => {
    const client = await Client.start();
    const text = await client.openText(`${header}  ${declaration}\n  parameter written : money = £5\n}\n`);
    const hints = await client.request(lsp.InlayHintRequest.type, {
      textDocument: { uri: text.uri }, range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
    });
    assert.deepEqual(hints.map((hint) => hint.label), [label]);
    assert.deepEqual(hints[0].position, text.at(name, { after: declaration.split(" ")[0] + " ", into: name.length }).position);
    await client.stop();
  });

test("beside a weight stands its part of an amount that is known", async () => {
  const client = await Client.start();
  const text = await client.openText(`${header}
  dimension goals, each a goal
    | goal  | weight |
    | sleep |     60 |
    | walks |     40 |
  define part for each goal, each year : money = £1,000 split over goals by weight
  payment fee for each goal from payer to clinic, each year = part
}
`);
  const hints = await client.request(lsp.InlayHintRequest.type, {
    textDocument: { uri: text.uri }, range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
  });
  assert.deepEqual(hints.map(({ label }) => label), ["£600.00", "£400.00"]);
  await client.stop();
});

for (const [name, payment, after, feeds, goesInto] of [
  ["bedfordshire-msk", "super_cquin", "payment ", ["part", "basic_standards", "category_score"], "better never pays less"],
  ["block-cap-collar", "activity_variance", "payment ", ["adjustment", "overall_limit", "block_value"], "within the overall limit"],
  ["optimedis-shared-savings", "network_share", "define ", ["share_before_quality", "quality_factor"], null],
])
  test(`${name}: what feeds '${payment}', and what it goes into`, async () => {
    const client = await Client.start();
    const text = await client.openFile(example(name));
    const [item] = await client.request(lsp.CallHierarchyPrepareRequest.type, text.at(payment, { after }));
    assert.equal(item.name, payment);
    const outgoing = await client.request(lsp.CallHierarchyOutgoingCallsRequest.type, { item });
    assert.deepEqual(outgoing.map(({ to }) => to.name).sort(), [...feeds].sort());
    for (const { to, fromRanges } of outgoing) for (const range of fromRanges) assert.equal(text.in(range), to.name);
    const incoming = await client.request(lsp.CallHierarchyIncomingCallsRequest.type, { item });
    if (goesInto) assert.ok(incoming.some(({ from }) => from.name === goesInto));
    for (const { fromRanges } of incoming) for (const range of fromRanges) assert.equal(text.in(range), payment);
    // And back again.
    const back = await client.request(lsp.CallHierarchyIncomingCallsRequest.type, { item: outgoing[0].to });
    assert.ok(back.some(({ from }) => from.name === payment));
    assert.equal(await client.request(lsp.CallHierarchyPrepareRequest.type, text.at("{")), null);
    await client.stop();
  });
