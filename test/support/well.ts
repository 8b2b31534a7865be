import { expect } from "@jest/globals";
import { succeed, type Checkout } from "./checkout.js";

/** Nothing is listed of what was changed, does not work or was made by hand. */
export async function expectWell(lab: Checkout): Promise<void> {
  const { stdout } = succeed(await lab.lab("status", lab.week, "--json"));
  const [found] = JSON.parse(stdout) as Record<"drift" | "deleting" | "problems", unknown>[];
  expect(found).toMatchObject({ drift: [], deleting: [], problems: [] });
}
