import { Certificates } from "../../components/certificates/certificates.js";
import { itemsOf } from "../../labs/contents.js";
import type { Maker } from "./maker.js";

/** Certificates on the host; Secrets in the cluster have their content. */
export const makeCertificates: Maker = ({ config, state }, made) => {
  const certificates = itemsOf(state, "certificates").map(({ spec }) => spec);
  if (certificates.length === 0) return made;
  const { stack, book, certsRenewed: renewed } = config;
  const all = new Certificates("certificates", { stack, certificates, book, renewed });
  return { ...made, files: all.files, all: [...made.all, ...all.made] };
};
