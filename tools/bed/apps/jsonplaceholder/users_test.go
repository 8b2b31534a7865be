package main

import (
	"encoding/json"
	"net/http/httptest"
	"testing"
)

func TestThereAreTenUsersWithIDsFromOneToTen(t *testing.T) {
	answer := httptest.NewRecorder()
	handler().ServeHTTP(answer, httptest.NewRequest("GET", "/users", nil))
	var got []user
	if err := json.Unmarshal(answer.Body.Bytes(), &got); err != nil || len(got) != 10 {
		t.Fatalf("%s (%v)", answer.Body, err)
	}
	for i, one := range got {
		if one.ID != i+1 {
			t.Errorf("user %d has the ID %d", i+1, one.ID)
		}
	}
}

func TestThereIsNothingElse(t *testing.T) {
	answer := httptest.NewRecorder()
	handler().ServeHTTP(answer, httptest.NewRequest("GET", "/posts", nil))
	if answer.Code != 404 {
		t.Errorf("/posts gives %d", answer.Code)
	}
}
