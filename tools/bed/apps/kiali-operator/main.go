// kiali-operator stands in for the operator of that name: for each Kiali that is asked for it makes what the real one
// makes, as far as the exercises look at it: an account, settings, a Service and a Deployment, all named kiali. They
// belong to the Kiali and go with it. The real one is Ansible in a container, which no package registry has.
//
// KIALI_IMAGE is the image of the Deployment.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// How often it looks. The real one watches, and takes half a minute.
const interval = 2 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	api, err := inCluster()
	if err != nil {
		log.Fatal(err)
	}
	log.Print("a stand-in for Kiali's operator: watching for Kialis in all namespaces")
	operator := &operator{api: api, image: os.Getenv("KIALI_IMAGE")}
	for {
		if err := operator.look(ctx); err != nil && ctx.Err() == nil {
			log.Print(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(interval):
		}
	}
}

type operator struct {
	api   *client
	image string
}

// look makes what is missing of each Kiali, and brings its settings up to date. A Kiali that fails does not keep the
// others from their turn.
func (o *operator) look(ctx context.Context) error {
	var list struct {
		Items []kiali `json:"items"`
	}
	if err := o.api.get(ctx, kialis, &list); err != nil {
		return fmt.Errorf("asking for the Kialis: %w", err)
	}
	var all []error
	for _, each := range list.Items {
		if each.Metadata.DeletionTimestamp != "" {
			continue
		}
		if err := o.bring(ctx, each); err != nil {
			all = append(all, fmt.Errorf("Kiali %s/%s: %w", each.Metadata.Namespace, each.Metadata.Name, err))
		}
	}
	return errors.Join(all...)
}

// bring makes the objects of a Kiali that are not there. What others changed in them stays, as a Service that was given
// a port of the node; only the settings, and the pods that read them, follow the Kiali.
func (o *operator) bring(ctx context.Context, wanted kiali) error {
	settings, err := settingsOf(wanted)
	if err != nil {
		return err
	}
	for _, made := range objectsOf(wanted, settings, o.image) {
		var live object
		err := o.api.get(ctx, made.path(), &live)
		switch {
		case errors.Is(err, errNotFound):
			if err := o.api.create(ctx, made); err != nil {
				return err
			}
			log.Printf("made %s %s/%s", made.Kind, made.Metadata.Namespace, made.Metadata.Name)
		case err != nil:
			return err
		case made.Metadata.Annotations[settingsHash] != live.Metadata.Annotations[settingsHash]:
			if err := o.api.merge(ctx, made); err != nil {
				return err
			}
			log.Printf("changed %s %s/%s", made.Kind, made.Metadata.Namespace, made.Metadata.Name)
		}
	}
	return nil
}
