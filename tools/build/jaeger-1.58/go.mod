module istio-lab/tools/build/jaeger-1.58

go 1.26.0

require github.com/jaegertracing/jaeger v1.58.0

// As in its own go.mod.
replace github.com/Shopify/sarama => github.com/Shopify/sarama v1.33.0
