import { chapter } from "../../chapter.js";
import simpleTls from "./2.25-simple-tls.js";
import tlsCalls from "./2.26-tls-calls.js";
import redirect from "./2.27-redirect.js";
import mutualTls from "./2.28-mutual-tls.js";
import twoHosts from "./2.29-two-hosts.js";

export default chapter("labs/week2/4-tls", {
  "2.25-simple-tls": simpleTls,
  "2.26-tls-calls": tlsCalls,
  "2.27-redirect": redirect,
  "2.28-mutual-tls": mutualTls,
  "2.29-two-hosts": twoHosts,
});
