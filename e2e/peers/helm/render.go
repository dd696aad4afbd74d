// Renders a chart's templates as `helm template` does: Go's own text/template, sprig, and the functions Helm adds that the
// chart uses. Standard input is what templates see, as JSON; arguments are the chart's folder and its template files.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"gopkg.in/yaml.v3"
)

// files is a chart's folder, as `.Files` of a template.
type files string

func (folder files) Get(name string) (string, error) {
	text, err := os.ReadFile(filepath.Join(string(folder), name))
	return string(text), err
}

func main() {
	var scope map[string]interface{}
	check(json.NewDecoder(os.Stdin).Decode(&scope))
	scope["Files"] = files(os.Args[1])

	chart := template.New("chart").Option("missingkey=error")
	chart.Funcs(sprig.TxtFuncMap()).Funcs(template.FuncMap{
		"include": func(name string, data interface{}) (string, error) {
			var text strings.Builder
			err := chart.ExecuteTemplate(&text, name, data)
			return text.String(), err
		},
		"toYaml": func(value interface{}) (string, error) {
			text, err := yaml.Marshal(value)
			return strings.TrimSuffix(string(text), "\n"), err
		},
	})
	for _, path := range os.Args[2:] {
		text, err := os.ReadFile(path)
		check(err)
		_, err = chart.New(filepath.Base(path)).Parse(string(text))
		check(err)
	}
	for _, path := range os.Args[2:] {
		name := filepath.Base(path)
		if strings.HasPrefix(name, "_") {
			continue
		}
		fmt.Printf("---\n# Source: %s\n", name)
		check(chart.ExecuteTemplate(os.Stdout, name, scope))
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
