// SPDX-License-Identifier: Apache-2.0
// The program `quarterday`: where it is, and one run of it. It is started without a shell, so a file name is never read as
// anything else, and by its full path, so that nothing of the folder that is open can stand in for it.
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

export interface Ran {
  code: number;
  out: string;
  messages: string;
}

export class NotFound extends Error {}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

// The full path of a program that is given by its name or by its full path.
export function find(program: string, places = process.env["PATH"] ?? ""): string {
  if (path.isAbsolute(program)) {
    if (isProgram(program)) return program;
    throw new NotFound(`There is no program ${program}.`);
  }
  if (program !== path.basename(program) || program === "")
    throw new NotFound(`'${program}' is neither the name nor the full path of a program.`);
  const endings = process.platform === "win32" ? [".exe", ""] : [""];
  for (const place of places.split(path.delimiter).filter(path.isAbsolute))
    for (const ending of endings) {
      const file = path.join(place, program + ending);
      if (isProgram(file)) return file;
    }
  throw new NotFound(`The program '${program}' is not on the PATH.`);
}

const longestAnswer = 64 * 1024 * 1024;

// A mistake in a contract is an answer too, with the exit code 1; only a program that cannot be run at all is an error.
export function run(program: string, words: string[], signal?: AbortSignal): Promise<Ran> {
  return new Promise((resolve, reject) => {
    execFile(program, words, { maxBuffer: longestAnswer, ...(signal && { signal }) }, (error, out, messages) => {
      if (error && typeof error.code !== "number") reject(error);
      else resolve({ code: Number(error?.code ?? 0), out, messages });
    });
  });
}
