import { definePart } from "./part.js";

/** The certificates of the ingress gateway, as Secrets in its namespace. */
export const credentials = definePart({
  name: "credentials",
  token: "istio-lab:istio:Credentials",
  // its namespace comes with Istio
  after: ["istio"],
});
