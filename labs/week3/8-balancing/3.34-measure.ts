import { NAMESPACE } from "../../apps/app.js";
import { inPod, onHost, step } from "../../step.js";

/** How quickly netshoot gets an answer. */
const TIMED_CURL = [
  ...["curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code} %{time_total}"],
  `http://simple-web.${NAMESPACE}`,
];

export default step({
  checks: [
    {
      says: "A call from inside the mesh takes less than half a second",
      probe: inPod({ namespace: NAMESPACE, pod: "netshoot", container: "netshoot" }, TIMED_CURL, {
        matches: "^200 0\\.[0-4]",
      }),
      hint: `kubectl get pod -n ${NAMESPACE}`,
      until: "the next change",
    },
    {
      says: "fortio is at hand",
      probe: onHost(["fortio", "version"], { matches: "^v?1\\." }),
      hint: 'eval "$(./lab env week3)" puts the lab\'s tools on the PATH.',
    },
  ],
});
