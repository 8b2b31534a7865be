import { NAMESPACE } from "../../apps/app.js";
import { onHost, step } from "../../step.js";

/** A retry that says all that a VirtualService can. */
const ALL_FIELDS = {
  attempts: 2,
  retryOn: "gateway-error,connect-failure,retriable-4xx",
  perTryTimeout: "300ms",
  retryRemoteLocalities: true,
};

const DRY_RUN = [
  ...["kubectl", "patch", "virtualservice", "simple-backend-vs", "-n", NAMESPACE],
  ...["--type", "merge", "--dry-run=server", "--output", "json", "--patch"],
];

const WITH_ALL_FIELDS = JSON.stringify({
  spec: {
    http: [{ route: [{ destination: { host: "simple-backend" } }], retries: ALL_FIELDS }],
  },
});

export default step({
  checks: [
    {
      says: "The API server accepts a retry with all four fields, and keeps them",
      needs: "objects",
      probe: onHost([...DRY_RUN, WITH_ALL_FIELDS], {
        json: { spec: { http: [{ retries: ALL_FIELDS }] } },
      }),
      until: "3.63",
      hint: "retryOn is a list with commas of Envoy's conditions; 5x is none.",
    },
  ],
});
