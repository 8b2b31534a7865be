package main

import (
	"encoding/base64"
	"net/http"
)

// sessionCookie is the original's name for it. The original signs the cookie with a key that is in its sources, so
// anybody can be anybody there as well.
const sessionCookie = "session"

// userOf gives who has signed in; empty: nobody.
func userOf(r *http.Request) string {
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return ""
	}
	name, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil {
		return ""
	}
	return string(name)
}

// login believes everybody, without a password.
func login(w http.ResponseWriter, r *http.Request) {
	name := base64.RawURLEncoding.EncodeToString([]byte(r.FormValue("username")))
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Value: name, Path: "/", HttpOnly: true})
	back(w, r)
}

func logout(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Path: "/", MaxAge: -1, HttpOnly: true})
	back(w, r)
}

// back leads to where the user comes from.
func back(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, orElse(r.Referer(), "/productpage"), http.StatusFound)
}
