import type { Action } from "../action.js";
import { NAMESPACE } from "./app.js";
import { CATALOG_PORT } from "./catalog.js";

/** Name of the action that makes catalog answer 500. */
export const CATALOG_FAULT = "catalog-fault";

/** catalog's own switch, without authentication; reached on loopback, so no mesh policy applies to it. */
const SWITCH_URL = `http://localhost:${CATALOG_PORT}/blowup`;

/** Command in the container that prints the rules which the process has. */
export const readFault: readonly string[] = ["curl", "-s", SWITCH_URL];

const post = (rule: object): readonly string[] => [
  "curl",
  "--silent",
  "--show-error",
  "--fail",
  "--request",
  "POST",
  "--header",
  "Content-Type: application/json",
  "--data",
  JSON.stringify(rule),
  SWITCH_URL,
];

/**
 * catalog v1 answers 500 to a share of the requests for items.
 *
 * The notes switch it on in every pod of catalog that exists, which is v1 alone until step 1.50. Here
 * the version is named, so that a lab that is made at 1.50, or comes back to it, has no fault in v2 either.
 * @param percentage nominal share, 1 to 100; the app compares with `<=`, so 50 is 51 % in truth. 0 means 100.
 */
export function catalogFault(percentage: number): Action {
  if (percentage < 1 || percentage > 100) {
    throw new RangeError(`catalog's fault takes 1 to 100 percent, got ${percentage}`);
  }
  return {
    name: CATALOG_FAULT,
    title: `500 on ${percentage} % of requests in catalog v1`,
    place: {
      where: "pods",
      namespace: NAMESPACE,
      selector: "app=catalog,version=v1",
      container: "catalog",
    },
    run: post({ active: true, type: "500", percentage }),
    undo: post({ active: false, type: "500" }),
  };
}
