import { expect, it } from "@jest/globals";
import { Blockade } from "../../../app/run/blockade.js";

const QUOTA = "shop/web: its pods can't be made: exceeded quota: none, requested: pods=1";

function blockade() {
  let time = 0;
  const made = new Blockade(() => time);
  const see = (at: number, ...blocked: readonly string[]): boolean => {
    time = at;
    made.see(blocked);
    return made.signal.aborted;
  };
  return { made, see };
}

it("a run is given up when pods have been refused for 20 s, and not before", () => {
  const { see } = blockade();
  expect([see(0, QUOTA), see(10_000, QUOTA), see(20_000, QUOTA)]).toEqual([false, false, true]);
});

it("a run goes on when the pods could be made meanwhile", () => {
  const { see } = blockade();
  expect([see(0, QUOTA), see(10_000), see(20_000, QUOTA), see(30_000, QUOTA)]).not.toContain(true);
});

it("its error has the reason, and the command that takes a quota away", () => {
  const { made, see } = blockade();
  see(0, QUOTA);
  expect(made.error("week1", undefined)).toMatchObject({
    code: "blocked",
    exitCode: 1,
    message: `up of week1 was given up:\n  ${QUOTA}`,
    next: 'eval "$(./lab env week1)"; kubectl delete resourcequota none -n shop; ./lab up week1',
  });
});

it("its error leads to the status where the reason names nothing that could be taken away", () => {
  const { made, see } = blockade();
  see(0, "shop/web: its pods can't be made: admission webhook denied the request");
  expect(made.error("week1", undefined).next).toBe("./lab status week1");
});
