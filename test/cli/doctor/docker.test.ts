import { describe, expect, it } from "@jest/globals";
import { dockerRow } from "../../../cli/doctor/docker.js";
import type { Row } from "../../../cli/doctor/row.js";
import { ToolError } from "../../../lib/errors.js";
import type { DockerEngine } from "../../../components/provider/docker-engine.js";

const INSTALL = "install Docker (https://docs.docker.com/engine/install/)";
const why = "Docker does not answer: nothing came within 20 s";

describe("the doctor's row of Docker", () => {
  it.each<[string, DockerEngine, NodeJS.Platform, Omit<Row, "what">]>([
    [
      "names the engine that answers",
      { kind: "docker", version: "28.2.2" },
      "linux",
      { verdict: "ok", detail: "engine 28.2.2: labs run on kind" },
    ],
    [
      "says why Podman is not enough",
      { kind: "podman" },
      "linux",
      {
        verdict: "note",
        detail: "it is Podman, kind labs need Docker: labs run on kwok, without traffic",
        next: INSTALL,
      },
    ],
    [
      "has the start of an engine that does not answer: lab up would stop",
      { kind: "silent", error: new ToolError("docker-no-answer", why) },
      "darwin",
      { verdict: "bad", detail: why, next: "open -a Docker" },
    ],
    [
      "has the ways to one on Linux",
      { kind: "none" },
      "linux",
      {
        verdict: "note",
        detail: "there is none: labs run on kwok, without traffic",
        next: `${INSTALL}; or, on Debian, ./lab bed up`,
      },
    ],
    [
      "has the way to one on macOS",
      { kind: "none" },
      "darwin",
      {
        verdict: "note",
        detail: "there is none: labs run on kwok, without traffic",
        next: INSTALL,
      },
    ],
  ])("%s", (_title, engine, platform, expected) => {
    expect(dockerRow(engine, platform, {})).toEqual({ what: "docker", ...expected });
  });
});
