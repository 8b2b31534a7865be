import { contains, onHost, some, step } from "../../step.js";
import { CURL_IMAGE } from "../../container-probes.js";
import { ENVOY_IMAGE, HTTPBIN_IMAGE, images } from "../containers.js";

/** Of the image in the notes, for all platforms. */
const ENVOY_DIGEST = "sha256:ec7228053c7e99bf481901960b9074528be407ede2363b6152fb93a1eee872cf";

const inspect = (image: string): string[] => ["docker", "image", "inspect", image];

export default step({
  change: images,
  checks: [
    ...[ENVOY_IMAGE, CURL_IMAGE, HTTPBIN_IMAGE].map((image) => ({
      says: `Docker has the image ${image}`,
      needs: "docker" as const,
      probe: onHost(inspect(image), { json: [{ RepoTags: contains(image) }] }),
    })),
    {
      says: "Envoy's image is the one of the notes, byte for byte",
      needs: "internet",
      probe: onHost(inspect(ENVOY_IMAGE), {
        json: [{ RepoDigests: some(contains(ENVOY_DIGEST)) }],
      }),
    },
  ],
});
