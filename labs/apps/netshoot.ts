import type { KubeObject } from "../kube.js";
import { NETSHOOT_IMAGE } from "./images.js";

/**
 * A client outside the mesh: a pod that only waits, in a namespace without injection. The notes
 * leave the pull policy out, which without a tag means `Always`; here the image that was pulled before is used.
 */
export const netshoot: KubeObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "netshoot", namespace: "default" },
  spec: {
    containers: [
      {
        name: "netshoot",
        image: NETSHOOT_IMAGE,
        imagePullPolicy: "IfNotPresent",
        command: ["tail"],
        args: ["-f", "/dev/null"],
      },
    ],
    terminationGracePeriodSeconds: 0,
  },
};
