import type { ImageSource } from "../../app/bring/image-sources.js";

/** The source in words: `in Docker`. */
export function sourceText(source: ImageSource): string {
  switch (source.source) {
    case "docker":
      return "in Docker";
    case "stand-in":
      return `stand-in: ${source.what}`;
    case "pull":
      return "to be pulled";
  }
}
