"""The forms: what is read from their models without building schemas is what the schemas say."""

import pytest

from schemas.cover import PERSONS_FORMS
from schemas.forms import FORMS, Form


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_fields_and_columns_are_those_of_the_schema(form: Form):
    columns = form.model.to_schema().columns
    assert form.columns == list(columns)
    said = {name: column.metadata["german"] for name, column in columns.items() if column.metadata}
    assert {name: german for name, german in form.german.items() if name != "area_name"} == said


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_a_table_may_lack_only_the_citys_name_and_its_own_smallest_number(form: Form):
    smallest = ["mindestzahl"] if form.name in PERSONS_FORMS else []
    assert [field.german for field in form.fields if field.may_lack] == ["stadt", *smallest]
