import { NAMESPACE } from "../../apps/app.js";

export const describeDelays = `kubectl describe pod -n ${NAMESPACE} -l app=simple-backend | grep TIMING_50_PERCENTILE:`;
