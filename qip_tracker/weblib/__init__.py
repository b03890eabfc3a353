"""What rooms share. `guard` lets a request in, `errors` draws what fails; between them `request`, `forms`, `pages`."""
