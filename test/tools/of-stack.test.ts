import { describe, expect, it } from "@jest/globals";
import { versionsOfStack } from "../../tools/of-stack.js";
import { studied } from "../../tools/pins.js";

const NEWER = { istio: "1.23.2", kubernetes: "1.30.4" };
const config = (values: Record<string, string>) => () => Promise.resolve(values);

describe("The versions of a stack", () => {
  it("are those of its week", async () => {
    expect(await versionsOfStack("week3", config({}))).toEqual(studied);
    expect(await versionsOfStack("kans7", config({}))).toEqual(NEWER);
  });

  it("are those of the Istio that its config names, with a Kubernetes for it", async () => {
    expect(await versionsOfStack("week3", config({ istio: "1.23.2" }))).toEqual(NEWER);
  });

  it("are the week's where the config can't be read, or names what the week is not written for", async () => {
    const broken = () => Promise.reject(new Error("not YAML"));
    expect(await versionsOfStack("week3", broken)).toEqual(studied);
    expect(await versionsOfStack("week3", config({ istio: "1.99.0" }))).toEqual(studied);
    expect(await versionsOfStack("kans7", config({ istio: "1.17.8" }))).toEqual(NEWER);
  });

  it("are those of the study for a stack that is no week", async () => {
    expect(await versionsOfStack("cache", config({ istio: "1.23.2" }))).toEqual(studied);
  });
});
