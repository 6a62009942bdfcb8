// SPDX-License-Identifier: Apache-2.0
// The colours: a TextMate grammar made from the ANTLR grammar, so that a word of the language is known here as soon as it
// is known there. Tokens that are fixed words are found by themselves; the table says what each other token looks like.
import fs from "node:fs";
import { fileURLToPath } from "node:url";

const file = (name) => fileURLToPath(new URL(`../../../grammar/${name}`, import.meta.url));
const escape = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

// The rules of the lexer, by their names; fragments too.
export function rules(text = fs.readFileSync(file("ContractLexer.g4"), "utf8")) {
  const bare = text.replace(/'(?:\\.|[^'\\])*'|\[(?:\\.|[^\]\\])*\]|\/\/.*/g, (part) => (part.startsWith("//") ? "" : part));
  const rule = /(?:fragment\s+)?\b([A-Z][A-Z0-9_]*)\s*:((?:'(?:\\.|[^'\\])*'|\[(?:\\.|[^\]\\])*\]|[^;'[])*);/g;
  return new Map([...bare.matchAll(rule)].map(([, name, body]) => [name, body.replace(/->.*/s, "").trim()]));
}

// What the parser takes as a name although the lexer has a word for it.
export function freeWords(parser = fs.readFileSync(file("ContractParser.g4"), "utf8"), lexer = rules()) {
  const tokens = /^name\s*:([^;]*);/m.exec(parser)[1].split("|").map((token) => token.trim());
  return tokens.filter((token) => token !== "NAME").map((token) => wordsOf(lexer.get(token))[0]);
}

// 'left' GAP 'out' -> ["left out"]; nothing for a token that is no fixed word.
export function wordsOf(body) {
  const one = /^\s*'[A-Za-z][A-Za-z/-]*'(\s+GAP\s+'[a-z]+')*\s*$/;
  const parts = body.split("|");
  if (!parts.every((part) => one.test(part))) return [];
  return parts.map((part) => [...part.matchAll(/'([^']+)'/g)].map(([, word]) => word).join(" "));
}

// A rule of the lexer as an expression of Oniguruma. A line at a time is all that an editor looks at.
export function expression(body, lexer = rules()) {
  return body.replace(/'((?:\\.|[^'\\])*)'|~?\[(?:\\.|[^\]\\])*\]|\b[A-Z][A-Z0-9_]*\b|\s+/g, (part, literal) => {
    if (literal !== undefined) return `(?:${escape(literal.replace(/\\'/g, "'"))})`;
    if (part.startsWith("~")) return `[^${part.slice(2)}`;
    if (part.startsWith("[")) return part;
    if (part === "GAP") return "[ \\t]+";
    return /^\s/.test(part) ? "" : `(?:${expression(lexer.get(part), lexer)})`;
  });
}

// In the order in which they are tried: of two that begin at one place the longer comes first.
const looks = [
  ["PROSE", "comment.line.documentation"],
  ["REMARK", "comment.line.number-sign"],
  ["TITLE", "string.quoted.double"],
  ["UNCLOSED_TITLE", "invalid.illegal.unclosed-title"],
  ["CLAUSE", "entity.name.tag.clause"],
  ["DATE", "constant.numeric.date"],
  ["PERIOD", "constant.numeric.period"],
  ["DURATION", "constant.numeric.duration"],
  ["MONEY", "constant.numeric.money"],
  ["PERCENT", "constant.numeric.percent"],
  ["NUMBER", "constant.numeric"],
  ["PATTERN", "variable.other.pattern"],
  ["ALLOW", "keyword.other.allow"],
];
const marks = [
  [["BAR"], "punctuation.separator.table"],
  [["OPEN_BRACE", "CLOSE_BRACE"], "punctuation.section.block"],
  [["OPEN_BRACKET", "CLOSE_BRACKET"], "punctuation.section.parens"],
  [["COLON", "COMMA", "POSSESSIVE"], "punctuation.separator"],
  [["LESS_EQUAL", "GREATER_EQUAL", "LESS", "GREATER", "EQUAL", "PLUS", "MINUS", "TIMES", "DIVIDE"], "keyword.operator"],
];
// What a name is that stands behind such a word.
const declares = {
  "entity.name.type": ["contract", "group", "dimension", "unit", "records", "rows", "template", "variation"],
  "entity.name.function": ["define", "payment", "balance", "require", "phrase", "together"],
  "variable.other.readwrite": ["party", "parameter", "input", "metric"],
};
// Free as names, so words of the language only where what they begin goes on as it must.
const header = { source: '"', currency: "[A-Z]{3}\\b", term: "\\d", settled: "each\\b", shared: '["{]' };

const bounded = (inner) => `(?<![A-Za-z0-9_])(?:${inner})(?![A-Za-z0-9_])`;
const wordly = (words) => bounded([...words].sort((a, b) => b.length - a.length).map((word) => escape(word).replaceAll(" ", "[ \\t]+")).join("|"));

export function keywords(lexer = rules()) {
  return [...lexer.values()].flatMap(wordsOf);
}

export function textMate(lexer = rules()) {
  const scoped = (scope) => `${scope}.quarterday`;
  const name = expression(lexer.get("NAME"), lexer);
  const words = keywords(lexer);
  const phrases = words.filter((word) => word.includes(" "));
  const months = new Set(wordsOf(lexer.get("MONTH_NAME")));
  const rest = words.filter((word) => !word.includes(" ") && !months.has(word) && !Object.hasOwn(header, word));
  const free = `(?!${wordly(rest)})`;
  const pattern = (token, scope) => {
    const match = expression(lexer.get(token), lexer);
    return { name: scoped(scope), match: /^(PROSE|REMARK|TITLE|UNCLOSED)/.test(token) ? match : bounded(match) };
  };
  return {
    $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
    name: "Quarterday",
    scopeName: "source.quarterday",
    fileTypes: ["contract"],
    patterns: [
      ...looks.map(([token, scope]) => pattern(token, scope)),
      { name: scoped("keyword.other.phrase"), match: wordly(phrases) },
      ...Object.entries(header).map(([word, next]) => ({
        match: `^[ \\t]*(${word})(?![A-Za-z0-9_])(?=[ \\t]*${next})`,
        captures: { 1: { name: scoped("keyword.other.header") } },
      })),
      ...Object.entries(declares).map(([scope, words_]) => ({
        match: `(${wordly(words_)})[ \\t]+${free}(${name})`,
        captures: { 1: { name: scoped("keyword.declaration") }, 2: { name: scoped(scope) } },
      })),
      { name: scoped("constant.numeric.period"), match: wordly(months) },
      pattern("QUARTER_NAME", "constant.numeric.period"),
      { name: scoped("keyword.other"), match: wordly(rest) },
      pattern("CURRENCY_CODE", "support.constant.currency"),
      { name: scoped("variable.other"), match: bounded(name) },
      ...marks.map(([tokens, scope]) => ({
        name: scoped(scope),
        match: tokens.map((token) => expression(lexer.get(token), lexer)).join("|"),
      })),
    ],
  };
}
