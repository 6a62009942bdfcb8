// SPDX-License-Identifier: Apache-2.0
// What `quarterday test --junit` writes. Only what this program writes is read, not all that XML can be.
export interface Failure {
  line: number;
  what: string;
  expected: string;
  got: string;
}

export interface Case {
  title: string;
  line: number;
  words: string; // of its failures, with what they follow from; empty where the scenario holds
  failures: Failure[];
}

const named: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function plain(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (all, number: string | undefined, name: string) =>
    number === undefined ? (named[name] ?? all) : String.fromCodePoint(Number(number)),
  );
}

function attribute(tag: string, name: string): string {
  return plain(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
}

export function failuresIn(words: string): Failure[] {
  return [...words.matchAll(/^.*?:(\d+): (.*): expected (.*), got (.*)$/gm)].map(([, line, what = "", expected = "", got = ""]) => ({
    line: Number(line),
    what,
    expected,
    got,
  }));
}

export function cases(xml: string): Case[] {
  return [...xml.matchAll(/<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)].map(([, tag = "", inside = ""]) => {
    const failure = /<(?:failure|error)\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:failure|error)>)/.exec(inside);
    const words = failure ? plain(failure[2] ?? "").trim() || attribute(failure[1] ?? "", "message") : "";
    return { title: attribute(tag, "name"), line: Number(attribute(tag, "line")), words, failures: failuresIn(words) };
  });
}
