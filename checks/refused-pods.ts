/** What is read of a ReplicaSet. */
export interface ReplicaSet {
  readonly kind: "ReplicaSet";
  readonly metadata: {
    readonly namespace: string;
    readonly name: string;
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
  };
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
  };
}

/**
 * The workloads whose pods the API server refuses to make, with its reason:
 * `shop/web: its pods can't be made: exceeded quota: none, …`. Their Deployments only say that no pod is available.
 */
export const refusedPods = (sets: readonly ReplicaSet[]): string[] =>
  sets
    .flatMap(({ metadata, status }) => {
      const failure = status?.conditions?.find(({ type }) => type === "ReplicaFailure");
      if (failure?.status !== "True") return [];
      const name = metadata.ownerReferences?.[0]?.name ?? metadata.name;
      return [`${metadata.namespace}/${name}: ${refusal(failure.message ?? "no reason given")}`];
    })
    .sort();

/** `pods "web-1" is forbidden: exceeded quota: none, …` without the pod's name, which is another one each time. */
export const refusal = (message: string): string =>
  `its pods can't be made: ${message
    .replace(/^Error creating: /, "")
    .replace(/^pods "[^"]*" is forbidden: /, "")}`;

/** What takes the obstacle away, where the message names it; undefined where it doesn't. */
export function helpAgainst(message: string, namespace: string): string | undefined {
  const quota = /exceeded quota: ([\w.-]+)/.exec(message)?.[1];
  return quota === undefined ? undefined : `kubectl delete resourcequota ${quota} -n ${namespace}`;
}
