import { expect, it } from "@jest/globals";
import { putBack } from "../../cli/put-back.js";
import type { LabObject } from "../../labs/objects.js";
import type { ExecOptions } from "../../lib/exec.js";

const objects = ["a", "b"].map((name): LabObject => {
  const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "shop" } };
  return { key: `ConfigMap/shop/${name}`, part: "routing", object };
});
const drifted = (key: string) => ({ key, fields: [], by: undefined });

/** The calls that putting these back comes to. */
async function calls(...keys: readonly string[]) {
  const seen: { line: string; options: ExecOptions | undefined }[] = [];
  await putBack(
    keys.map(drifted),
    objects,
    (command, args, options) => {
      seen.push({ line: [command, ...args].join(" "), options });
      return Promise.resolve({ stdout: "", stderr: "" });
    },
    ["kubectl", "--kubeconfig", "x"],
  );
  return seen;
}

it("objects that were changed by hand are written as they are declared, over whoever owns their fields", async () => {
  const [only, ...others] = await calls("ConfigMap/shop/b");
  expect(others).toEqual([]);
  expect(only?.line).toBe(
    "kubectl --kubeconfig x apply --server-side --force-conflicts --field-manager pulumi-istio-lab --filename -",
  );
  expect(JSON.parse(only?.options?.input ?? "")).toMatchObject({
    kind: "List",
    items: [objects[1]?.object],
  });
});

it("nothing is written where nothing was changed, or where it is no object of the lab", async () => {
  expect(await calls()).toEqual([]);
  expect(await calls("ConfigMap/shop/other")).toEqual([]);
});
