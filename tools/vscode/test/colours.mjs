// SPDX-License-Identifier: Apache-2.0
// Contracts as Visual Studio Code colours them: by its own libraries, with the grammar that is made from the ANTLR grammar.
import fs from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";
import { textMate } from "../build/grammar.mjs";

const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");

export async function grammar() {
  await oniguruma.loadWASM(fs.readFileSync(wasm).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(JSON.stringify(textMate()), "quarterday.json"),
  });
  return registry.loadGrammar("source.quarterday");
}

// [{ line, begin, end, text, scope }]: the innermost scope of each part that has one of its own.
export function coloured(made, text) {
  let state = textmate.INITIAL;
  return text.split(/\r\n|\n|\r/).flatMap((line, number) => {
    const { tokens, ruleStack } = made.tokenizeLine(line, state);
    state = ruleStack;
    return tokens
      .filter(({ scopes }) => scopes.length > 1)
      .map(({ startIndex, endIndex, scopes }) => {
        const end = Math.min(endIndex, line.length);
        return { line: number, begin: startIndex, end, text: line.slice(startIndex, end), scope: scopes.at(-1).replace(/\.quarterday$/, "") };
      });
  });
}
