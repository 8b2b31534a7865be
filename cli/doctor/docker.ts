import { howToStart, type DockerEngine } from "../../components/provider/docker-engine.js";
import type { Row } from "./row.js";

const INSTALL = "install Docker (https://docs.docker.com/engine/install/)";

/** Who answers to `docker`, and which target a new lab takes by it. */
export function dockerRow(
  engine: DockerEngine,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): Row {
  const what = "docker";
  switch (engine.kind) {
    case "docker":
      return { what, verdict: "ok", detail: `engine ${engine.version}: labs run on kind` };
    case "podman": {
      const detail = "it is Podman, kind labs need Docker: labs run on kwok, without traffic";
      return { what, verdict: "note", detail, next: INSTALL };
    }
    case "silent": {
      const { error } = engine;
      return {
        what,
        verdict: "bad",
        detail: error.message,
        next: howToStart(error, platform, env),
      };
    }
    case "none": {
      const detail = "there is none: labs run on kwok, without traffic";
      const next = platform === "linux" ? `${INSTALL}; or, on Debian, ./lab bed up` : INSTALL;
      return { what, verdict: "note", detail, next };
    }
  }
}
