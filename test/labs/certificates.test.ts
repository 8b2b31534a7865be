import { describe, expect, it } from "@jest/globals";
import { filesIn, filesMade, isPrivate } from "../../labs/certificates.js";
import { itemsOf } from "../../labs/contents.js";
import { weeks } from "../../labs/index.js";
import { stateAt } from "../../labs/week.js";

const states = weeks.flatMap((week) =>
  week.steps.map(({ id }) => ({ id, state: stateAt(week, id) })),
);
const named = states.flatMap(({ id, state }) =>
  itemsOf(state, "object").flatMap(({ object }) =>
    filesIn(object).map(([entry, file]) => ({ id, entry, file })),
  ),
);

describe("a Secret that is made of files", () => {
  it("names only files that the certificates of its step have", () => {
    const made = new Map(
      states.map(({ id, state }) => [
        id,
        itemsOf(state, "certificates").flatMap(({ spec }) => filesMade(spec)),
      ]),
    );
    expect(named.filter(({ id, file }) => made.get(id)?.includes(file) !== true)).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });

  it("holds a private key by its name alone, in every state", () => {
    const all = JSON.stringify(states.map(({ state }) => state));
    expect(all).not.toMatch(/PRIVATE KEY|BEGIN CERTIFICATE/);
    expect(all).toContain("file:ch4/certs/3_application/private/webapp.istioinaction.io.key.pem");
  });

  it("has its key under tls.key, and no other", () => {
    const keys = named.filter(({ file }) => isPrivate(file)).map(({ entry }) => entry);
    expect([...new Set(keys)]).toEqual(["tls.key"]);
  });
});
