import type { KubeObject } from "../kube.js";
import { service, serviceAccount } from "./app.js";
import { FAKE_SERVICE_PORT, fakeService, type FakeServiceArgs } from "./fake-service.js";

const app = "simple-web";

/** In which of its forms simple-web is deployed; by default as in the book's first manifest. */
type Form = Partial<Pick<FakeServiceArgs, "version" | "locality" | "annotations">>;

/** The Deployment of simple-web, which calls simple-backend for every request. */
export const simpleWeb = ({ version = "0.17.0", locality, annotations }: Form = {}): KubeObject =>
  fakeService({
    name: app,
    labels: { app },
    version,
    replicas: 1,
    message: "Hello from simple-web!!!",
    env: { UPSTREAM_URIS: "http://simple-backend:80/" },
    locality,
    annotations,
  });

/** The account and the Service of simple-web. */
export const simpleWebService: readonly KubeObject[] = [
  serviceAccount(app),
  service(app, FAKE_SERVICE_PORT),
];
