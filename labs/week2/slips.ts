import { unnamedService } from "../apps/tcp-echo.js";
import type { CertificateFlaw } from "../certificates.js";
import { itemsOf } from "../contents.js";
import { onPurpose, type Slip } from "../slips.js";
import { all, apply, certify, type Patch } from "../state.js";
import { r2, r3 } from "./gateways.js";
import { tcpEntry } from "./routing.js";

/** The steps that bring certificates. */
const WITH_CERTIFICATES: Slip["at"] = ["2.25", "2.29", "2.31", "2.32"];

/** Makes all certificates that there are so. */
const flawed =
  (flaw: CertificateFlaw): Patch =>
  (state) =>
    certify(...itemsOf(state, "certificates").map(({ spec }) => ({ ...spec, flaw })))(state);

const inDefault = { ...r3, metadata: { ...r3.metadata, namespace: "default" } };

/** What the notes of week 2 do and don't mean, and what is wrong with their certificates (`weeks/week2.md` 9). */
export const slips: readonly Slip[] = [
  {
    name: "redirect-namespace",
    says: "2.27 makes a second Gateway in the namespace default, and leaves the one of istioinaction as it was",
    at: ["2.27"],
    patch: all(apply("routing", r2), apply("routing", onPurpose("redirect-namespace", inDefault))),
  },
  {
    name: "unnamed-port",
    says: "2.30's Service does not name its port, so that Istio guesses the protocol",
    at: ["2.30"],
    patch: apply("tcp-echo", onPurpose("unnamed-port", unnamedService)),
  },
  {
    name: "dangling-route",
    says: "2.31 takes the Gateway for TCP away and leaves its VirtualService",
    at: ["2.31"],
    patch: apply("routing", onPurpose("dangling-route", tcpEntry)),
  },
  {
    name: "no-san",
    says: "the certificates name their host in the common name alone, as the book's do",
    at: WITH_CERTIFICATES,
    patch: flawed("no-san"),
  },
  {
    name: "expired",
    says: "the servers' certificates have ended yesterday",
    at: WITH_CERTIFICATES,
    patch: flawed("expired"),
  },
  {
    name: "book-certificates",
    says: "the certificates are the book's own, copied from the checkout that the config names",
    at: WITH_CERTIFICATES,
    patch: flawed("book"),
    needs: "book",
  },
];
