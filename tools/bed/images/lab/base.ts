import type { BedImage } from "../image.js";
import { PATH_LINE, placeText } from "./place.js";

/** User and group of Istio's proxies; the traffic rules except what runs as it. */
const PROXY_ID = 1337;

/** What scripts and people expect in a container; the study downloads with wget from inside one. */
const programs = [
  ...["bash", "sh", "curl", "ls", "cat", "id", "env", "sleep", "cp", "mv", "rm", "mkdir", "chmod"],
  ...["head", "tail", "wc", "date", "sort", "grep", "sed", "ps", "hostname", "tr", "base64", "cut"],
  ...["uniq", "timeout", "tee", "touch", "find", "xargs", "seq", "printf", "uname", "wget"],
].map((name) => `/usr/bin/${name}`);

/** A small Debian that the other images share, so that it is kept and loaded once. */
export const base: BedImage = {
  name: "istio-lab/base:bookworm",
  what: "a few programs of Debian that other images of the lab build on",
  tools: [],
  files: async (job) => {
    await job.copyPrograms([...programs, "/etc/ssl/certs/ca-certificates.crt"]);
    await placeText(job, "/etc/nsswitch.conf", "hosts: files dns\n");
    await placeText(job, "/etc/passwd", people.map((line) => `${line}:/bin/bash\n`).join(""));
    await placeText(job, "/etc/group", `root:x:0:\nistio-proxy:x:${PROXY_ID}:\n`);
  },
  config: [PATH_LINE],
  revision: 2,
};

const people = ["root:x:0:0:root:/root", `istio-proxy:x:${PROXY_ID}:${PROXY_ID}::/tmp`];
