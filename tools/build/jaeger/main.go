// Jaeger in one process, in memory: its collector and its query service, without the agent and the
// stores that nothing in the lab uses. Those would be three quarters of the build.
package main

import (
	"log"

	"github.com/opentracing/opentracing-go"
	"github.com/spf13/cobra"
	"github.com/spf13/viper"
	"go.uber.org/zap"

	collector "github.com/jaegertracing/jaeger/cmd/collector/app"
	collectorFlags "github.com/jaegertracing/jaeger/cmd/collector/app/flags"
	"github.com/jaegertracing/jaeger/cmd/flags"
	query "github.com/jaegertracing/jaeger/cmd/query/app"
	"github.com/jaegertracing/jaeger/cmd/query/app/querysvc"
	"github.com/jaegertracing/jaeger/pkg/config"
	"github.com/jaegertracing/jaeger/plugin/metrics/disabled"
	"github.com/jaegertracing/jaeger/plugin/sampling/strategystore/static"
	"github.com/jaegertracing/jaeger/plugin/storage/memory"
	"github.com/jaegertracing/jaeger/ports"
)

func main() {
	settings := viper.New()
	service := flags.NewService(ports.CollectorAdminHTTP)
	store := memory.NewFactory()
	command := &cobra.Command{
		Use:   "jaeger-all-in-one",
		Short: "Jaeger's collector and query service with a store in memory",
		RunE: func(*cobra.Command, []string) error {
			return run(settings, service, store)
		},
	}
	// Every flag can be given by environment too: that is how the addon does it.
	config.AddFlags(settings, command, service.AddFlags, store.AddFlags, static.AddFlags,
		collectorFlags.AddFlags, query.AddFlags)
	if err := command.Execute(); err != nil {
		log.Fatal(err)
	}
}

func run(settings *viper.Viper, service *flags.Service, store *memory.Factory) error {
	if err := service.Start(settings); err != nil {
		return err
	}
	store.InitFromViper(settings, service.Logger)
	if err := store.Initialize(service.MetricsFactory, service.Logger); err != nil {
		return err
	}
	collecting, err := collect(settings, service, store)
	if err != nil {
		return err
	}
	asking, err := answer(settings, service, store)
	if err != nil {
		return err
	}
	service.RunAndThen(func() {
		_ = collecting.Close()
		_ = asking.Close()
	})
	return nil
}

// collect takes spans: Zipkin's on the port of COLLECTOR_ZIPKIN_HOST_PORT, Jaeger's on 14268 and 14250.
func collect(settings *viper.Viper, service *flags.Service, store *memory.Factory) (*collector.Collector, error) {
	options, err := new(collectorFlags.CollectorOptions).InitFromViper(settings, service.Logger)
	if err != nil {
		return nil, err
	}
	writer, err := store.CreateSpanWriter()
	if err != nil {
		return nil, err
	}
	sampling := static.NewFactory()
	sampling.InitFromViper(settings, service.Logger)
	if err := sampling.Initialize(service.MetricsFactory, nil, service.Logger); err != nil {
		return nil, err
	}
	strategies, aggregator, err := sampling.CreateStrategyStore()
	if err != nil {
		return nil, err
	}
	collecting := collector.New(&collector.CollectorParams{
		ServiceName:    "jaeger-collector",
		Logger:         service.Logger,
		MetricsFactory: service.MetricsFactory,
		SpanWriter:     writer,
		StrategyStore:  strategies,
		Aggregator:     aggregator,
		HealthCheck:    service.HC(),
	})
	return collecting, collecting.Start(options)
}

// answer serves the API and a page without content: the real one is no part of the module.
func answer(settings *viper.Viper, service *flags.Service, store *memory.Factory) (*query.Server, error) {
	options, err := new(query.QueryOptions).InitFromViper(settings, service.Logger)
	if err != nil {
		return nil, err
	}
	reader, err := store.CreateSpanReader()
	if err != nil {
		return nil, err
	}
	dependencies, err := store.CreateDependencyReader()
	if err != nil {
		return nil, err
	}
	metrics, err := disabled.NewMetricsReader()
	if err != nil {
		return nil, err
	}
	spans := querysvc.NewQueryService(reader, dependencies, *options.BuildQueryServiceOptions(store, service.Logger))
	server, err := query.NewServer(service.Logger, spans, metrics, options, opentracing.NoopTracer{})
	if err != nil {
		return nil, err
	}
	go func() {
		for status := range server.HealthCheckStatus() {
			service.SetHealthCheckStatus(status)
		}
	}()
	service.Logger.Info("answering", zap.String("base path", options.BasePath))
	return server, server.Start()
}
