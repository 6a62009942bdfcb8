// SPDX-License-Identifier: Apache-2.0
// A period settled, and its statement shown beside the contract. The lens over a contract gives its address and the period.
import { contractAt, shownContract } from "./contract";
import { dataWords, type Answers } from "./data";
import type { Pages } from "./pages";
import { printed, trusted } from "./told";

export async function settlePeriod(answers: Answers, pages: Pages, address?: string, given?: string): Promise<void> {
  if (!trusted()) return;
  const contract = address === undefined ? (await shownContract())?.path : await contractAt(address);
  const data = contract && (await answers.data(contract));
  if (!data) return;
  const period = given ?? (await answers.period(contract));
  if (period === undefined) return;
  const statement = await printed(["settle", contract, ...dataWords(data), "--period", period, "--color", "never"]);
  if (statement !== undefined) await pages.show(`Statement ${period}`, statement);
}
