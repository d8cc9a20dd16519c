package webadmin

import "net/http"

func (p *Pages) settingRoutes(m *http.ServeMux) {}
