import { expect, it } from "@jest/globals";
import { putBack } from "../../../app/mend/put-back.js";
import { tlsSecret } from "../../../labs/certificates.js";
import type { LabObject } from "../../../labs/objects.js";
import type { ExecOptions } from "../../../lib/exec.js";

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
    true,
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

it("a Secret that is made of files is left to the engine, which alone has their content", async () => {
  const metadata = { name: "web", namespace: "shop" };
  const object = tlsSecret(metadata, { name: "web", folder: "certs", host: "web.example" });
  const secret: LabObject = { key: "Secret/shop/web", part: "credentials", object };
  let calls = 0;
  const count = () => Promise.resolve({ stdout: "", stderr: `${(calls += 1)}` });
  await putBack([drifted(secret.key)], [secret], count, ["kubectl"], true);
  expect(calls).toBe(0);
});

it("nothing is written where nothing was changed, or where it is no object of the lab", async () => {
  expect(await calls()).toEqual([]);
  expect(await calls("ConfigMap/shop/other")).toEqual([]);
});

const live = {
  apiVersion: "networking.istio.io/v1beta1",
  kind: "DestinationRule",
  metadata: {
    ...{ name: "a", namespace: "shop" },
    annotations: { "pulumi.com/patchForce": "true", mine: "1" },
    managedFields: [
      { manager: "kubectl-edit", operation: "Update" },
      { manager: "pulumi-kubernetes-1a2b", operation: "Apply" },
    ],
  },
};

const added = (pointer: string, value: unknown) => ({ pointer, value });

it("fields that were added by hand are removed as they were found, the last of a list first", async () => {
  const seen: string[][] = [];
  const entry = {
    ...drifted("ConfigMap/shop/a"),
    live,
    added: [added("/spec/a/1", 1), added("/spec/a/2", 2)],
  };
  await putBack(
    [entry],
    objects,
    (_program, args) => {
      seen.push([...args]);
      return Promise.resolve({ stdout: "", stderr: "" });
    },
    ["kubectl"],
    true,
  );
  expect(seen[0]?.slice(0, 5)).toEqual([
    ...["patch", "destinationrule.networking.istio.io", "a", "-n", "shop"],
  ]);
  expect(JSON.parse(seen[0]?.at(-1) ?? "")).toEqual([
    { op: "test", path: "/spec/a/2", value: 2 },
    { op: "remove", path: "/spec/a/2" },
    { op: "test", path: "/spec/a/1", value: 1 },
    { op: "remove", path: "/spec/a/1" },
  ]);
});

it("an object is written under the name under which Pulumi wrote it, with what Pulumi is told in it", async () => {
  const inputs: unknown[] = [];
  const managers: unknown[] = [];
  await putBack(
    [{ ...drifted("ConfigMap/shop/a"), live }, drifted("ConfigMap/shop/b")],
    objects,
    (_program, args, options) => {
      managers.push(args[args.indexOf("--field-manager") + 1]);
      inputs.push(JSON.parse(options?.input ?? ""));
      return Promise.resolve({ stdout: "", stderr: "" });
    },
    ["kubectl"],
    true,
  );
  expect(managers).toEqual(["pulumi-kubernetes-1a2b", "pulumi-istio-lab"]);
  expect(inputs[0]).toMatchObject({
    items: [{ metadata: { name: "a", annotations: { "pulumi.com/patchForce": "true" } } }],
  });
  expect(JSON.stringify(inputs[0])).not.toContain("mine");
});

it("a conflict with another writer is not overridden in a cluster that is not the lab's", async () => {
  const forced: boolean[] = [];
  for (const isOwn of [true, false]) {
    await putBack(
      [drifted("ConfigMap/shop/a")],
      objects,
      (_program, args) => {
        forced.push(args.includes("--force-conflicts"));
        return Promise.resolve({ stdout: "", stderr: "" });
      },
      ["kubectl"],
      isOwn,
    );
  }
  expect(forced).toEqual([true, false]);
});
