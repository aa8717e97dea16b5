-- Places that are named, with their country. One row a place; the country is NULL where it is not known.
-- place: Canonical name.
-- country: Italian name of the country; NULL where it is not known.
-- country_code: ISO 3166 code of the country.
-- continent: Part of the world.
-- region: The Italian region, of regions and capitals of provinces.
-- region_code: ISO 3166-2 code of the region.
-- wikidata_id: Wikidata number, when checked.
-- entity_id: Key of the place in entities.
SELECT
    entities.name AS place, place_names.country, place_names.country_code, place_names.continent,
    place_names.region, place_names.region_code,
    entities.wikidata_id, entities.entity_id
FROM entities
LEFT JOIN place_names ON place_names.name = entities.name
WHERE entities.kind = 'LOC'
