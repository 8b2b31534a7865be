// Command pulumi-resource-kubernetes is the Kubernetes provider of the module graph next to it.
package main

import (
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version"
)

// The released provider embeds its schema of 20 MB. The engine asks for it only to generate SDKs,
// and the mapping only to convert Terraform programs: a name and an empty object will do here.
var (
	schema  = []byte(`{"name":"kubernetes"}`)
	mapping = []byte(`{}`)
)

func main() {
	provider.Serve("kubernetes", version.Version, schema, mapping)
}
