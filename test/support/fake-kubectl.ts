import { jest } from "@jest/globals";
import { ToolError } from "../../lib/errors.js";
import type { KubeObject } from "../../labs/kube.js";
import type { Kubectl } from "../../tools/kubectl.js";

const flag = (args: readonly string[], name: string): string | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
};

const inside = (object: KubeObject, namespace: string | undefined): boolean =>
  namespace === undefined || object.metadata.namespace === namespace;

/**
 * A kubectl that reads the given objects as the real one prints them: a List for several, the object itself for
 * one, nothing for none; names only with `-o name`.
 */
export function fakeKubectl(objects: () => readonly KubeObject[]) {
  return jest.fn<Kubectl>((args) => {
    const found = objects().filter((object) => inside(object, flag(args, "--namespace")));
    return Promise.resolve({ stdout: print(found, args), stderr: "" });
  });
}

function print(objects: readonly KubeObject[], args: readonly string[]): string {
  if (flag(args, "-o") === "name") {
    return objects
      .filter(({ kind }) => args[1] === `${kind.toLowerCase()}s`)
      .map(({ kind, metadata }) => `${kind.toLowerCase()}.test/${metadata.name}\n`)
      .join("");
  }
  const named = objects.filter(({ kind, metadata }) => args.includes(`${kind}/${metadata.name}`));
  const [first] = named;
  if (first === undefined) return "";
  return JSON.stringify(named.length === 1 ? first : { kind: "List", items: named });
}

/** A kubectl that finds no cluster. */
export const noCluster: Kubectl = () =>
  Promise.reject(
    new ToolError(
      "command-failed",
      "Command failed with exit code 1: kubectl get\nThe connection to the server 127.0.0.1:6443 was refused",
    ),
  );
