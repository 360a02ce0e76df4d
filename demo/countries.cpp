#include "demo/countries.hpp"

#include <algorithm>

#include "foundation/base/text.hpp"

namespace colonnade::demo {
namespace {

using Words = std::string_view[];

constexpr Words gb_cities = {"London", "Manchester", "Leeds", "Bristol"};
constexpr Words gb_regions = {"Greater London", "Kent",       "Sussex",     "Essex",
                              "Oxfordshire",    "Hampshire",  "Lancashire", "Cheshire",
                              "West Yorkshire", "Merseyside", "Cumbria",    "Northumberland"};
constexpr Words gb_women = {"Emma", "Olivia", "Grace", "Hannah", "Lucy",  "Charlotte", "Amelia", "Freya",
                            "Isla", "Ruth",   "Alice", "Beth",   "Chloe", "Eleanor",   "Imogen", "Megan"};
constexpr Words gb_men = {"James", "Oliver", "Harry", "George", "Thomas", "Daniel", "Callum", "Edward",
                          "Owen",  "Samuel", "Alfie", "Ben",    "Duncan", "Henry",  "Lewis",  "Matthew"};
constexpr Words gb_families = {"Ashworth", "Bennett",  "Carter",   "Dawson",   "Ellis",  "Fletcher",
                               "Harrison", "Hughes",   "Kendall",  "Marsh",    "Parker", "Reid",
                               "Shaw",     "Turner",   "Walsh",    "Whitaker", "Barlow", "Chapman",
                               "Foster",   "Grantham", "Holloway", "Lockwood", "Naylor", "Preston"};
constexpr Words gb_words = {"Northgate", "Riverside", "Kingsway", "Alder",    "Beacon",    "Harbour",
                            "Oakfield",  "Summit",    "Castle",   "Meridian", "Thornbury", "Lakeside",
                            "Abbey",     "Falcon",    "Granite",  "Westfield"};
constexpr Words gb_forms = {"Contractors Ltd", "Interiors Ltd", "Hotels plc", "Retail Group",
                            "Facilities Ltd"};
constexpr Words gb_towns = {"Harrogate", "Guildford", "Lancaster", "Kendal",    "Winchester", "Colchester",
                            "Maidstone", "Chester",   "Durham",    "Stockport", "Wakefield",  "Banbury",
                            "Hexham",    "Hastings",  "Salford",   "Preston"};

constexpr Words it_cities = {"Milano", "Roma", "Torino", "Napoli"};
constexpr Words it_regions = {"Lombardia", "Piemonte", "Veneto",   "Liguria", "Emilia-Romagna", "Friuli",
                              "Lazio",     "Toscana",  "Campania", "Puglia",  "Sicilia",        "Umbria"};
constexpr Words it_women = {"Giulia",   "Chiara", "Francesca", "Martina", "Elena",    "Sara",
                            "Alessia",  "Paola",  "Valentina", "Marta",   "Beatrice", "Camilla",
                            "Federica", "Ilaria", "Lucia",     "Silvia"};
constexpr Words it_men = {"Marco",   "Luca",    "Matteo", "Andrea",  "Davide",  "Stefano",
                          "Giorgio", "Paolo",   "Simone", "Nicola",  "Alberto", "Enrico",
                          "Filippo", "Lorenzo", "Pietro", "Riccardo"};
constexpr Words it_families = {"Rossi",    "Bianchi", "Ferrari",  "Colombo",   "Ricci",      "Marino",
                               "Greco",    "Bruno",   "Gallo",    "Conti",     "De Luca",    "Costa",
                               "Giordano", "Mancini", "Lombardi", "Moretti",   "Barbieri",   "Caruso",
                               "Esposito", "Fontana", "Leone",    "Marchetti", "Pellegrini", "Rinaldi"};
constexpr Words it_words = {"Adige",         "Aurora",  "Borgo",   "Cascina",  "Dolomiti", "Fontana",
                            "Girasole",      "Laguna",  "Levante", "Miramare", "Navigli",  "Olivo",
                            "Ponte Vecchio", "Quercia", "Sole",    "Vesuvio"};
constexpr Words it_forms = {"Costruzioni S.r.l.", "Arredi S.r.l.", "Hotel S.p.A.", "Distribuzione S.r.l.",
                            "Impianti S.n.c."};
constexpr Words it_towns = {"Bergamo", "Novara", "Vicenza", "Savona", "Parma", "Udine", "Latina", "Lucca",
                            "Salerno", "Lecce",  "Ragusa",  "Terni",  "Pavia", "Asti",  "Modena", "Siena"};

constexpr Words pl_cities = {"Warszawa", "Kraków", "Gdańsk", "Wrocław"};
constexpr Words pl_regions = {
    "Mazowieckie", "Łódzkie", "Podlaskie",    "Lubelskie",      "Pomorskie",    "Kujawsko-Pomorskie",
    "Małopolskie", "Śląskie", "Podkarpackie", "Świętokrzyskie", "Dolnośląskie", "Opolskie"};
constexpr Words pl_women = {"Anna",      "Zofia",    "Katarzyna", "Małgorzata", "Agnieszka",  "Ewa",
                            "Magdalena", "Joanna",   "Hanna",     "Iwona",      "Aleksandra", "Barbara",
                            "Dorota",    "Karolina", "Monika",    "Weronika"};
constexpr Words pl_men = {"Jan",      "Piotr",    "Krzysztof", "Tomasz", "Paweł", "Michał",
                          "Łukasz",   "Wojciech", "Marcin",    "Jakub",  "Adam",  "Bartosz",
                          "Grzegorz", "Kacper",   "Maciej",    "Rafał"};
constexpr Words pl_families_women = {
    "Kowalska",  "Nowak",     "Wiśniewska", "Wójcik",    "Kamińska", "Lewandowska", "Zielińska", "Szymańska",
    "Dąbrowska", "Kozłowska", "Jankowska",  "Mazur",     "Krawczyk", "Piotrowska",  "Grabowska", "Pawłowska",
    "Michalska", "Król",      "Wieczorek",  "Jabłońska", "Wróbel",   "Nowakowska",  "Majewska",  "Stępień"};
constexpr Words pl_families_men = {
    "Kowalski",  "Nowak",     "Wiśniewski", "Wójcik",    "Kamiński", "Lewandowski", "Zieliński", "Szymański",
    "Dąbrowski", "Kozłowski", "Jankowski",  "Mazur",     "Krawczyk", "Piotrowski",  "Grabowski", "Pawłowski",
    "Michalski", "Król",      "Wieczorek",  "Jabłoński", "Wróbel",   "Nowakowski",  "Majewski",  "Stępień"};
constexpr Words pl_words = {"Bursztyn", "Wisła", "Zamek", "Jantar", "Dąb",   "Sokół",  "Polana", "Źródło",
                            "Rynek",    "Lipa",  "Tatry", "Orzeł",  "Wawel", "Bałtyk", "Jodła",  "Młyn"};
constexpr Words pl_forms = {"Budownictwo Sp. z o.o.", "Wnętrza Sp. z o.o.", "Hotele S.A.", "Handel Sp. j.",
                            "Instalacje Sp. z o.o."};
constexpr Words pl_towns = {"Radom",   "Płock",  "Suwałki", "Chełm", "Gdynia", "Toruń",  "Tarnów",  "Gliwice",
                            "Rzeszów", "Kielce", "Legnica", "Opole", "Sopot",  "Zamość", "Siedlce", "Nysa"};

constexpr Words cz_cities = {"Praha", "Brno", "Ostrava", "Plzeň"};
constexpr Words cz_regions = {"Praha-západ",       "Středočeský kraj",     "Plzeňský kraj",
                              "Ústecký kraj",      "Liberecký kraj",       "Jihočeský kraj",
                              "Jihomoravský kraj", "Zlínský kraj",         "Olomoucký kraj",
                              "Vysočina",          "Moravskoslezský kraj", "Pardubický kraj"};
constexpr Words cz_women = {"Jana",  "Eva",   "Lenka",   "Tereza", "Kateřina", "Lucie", "Veronika", "Alena",
                            "Petra", "Šárka", "Barbora", "Hana",   "Ivana",    "Klára", "Markéta",  "Zuzana"};
constexpr Words cz_men = {"Jiří",  "Pavel",  "Martin", "Tomáš", "Jakub", "Ondřej", "Lukáš",  "Vojtěch",
                          "Radek", "Štěpán", "Adam",   "David", "Filip", "Karel",  "Michal", "Zdeněk"};
constexpr Words cz_families_women = {
    "Nováková", "Svobodová", "Dvořáková", "Černá",       "Procházková", "Kučerová", "Veselá",   "Horáková",
    "Němcová",  "Marková",   "Pokorná",   "Králová",     "Růžičková",   "Benešová", "Hájková",  "Jelínková",
    "Kolářová", "Krejčí",    "Malá",      "Navrátilová", "Sedláčková",  "Šimková",  "Urbanová", "Zemanová"};
constexpr Words cz_families_men = {"Novák",   "Svoboda",  "Dvořák",   "Černý",   "Procházka", "Kučera",
                                   "Veselý",  "Horák",    "Němec",    "Marek",   "Pokorný",   "Král",
                                   "Růžička", "Beneš",    "Hájek",    "Jelínek", "Kolář",     "Krejčí",
                                   "Malý",    "Navrátil", "Sedláček", "Šimek",   "Urban",     "Zeman"};
constexpr Words cz_words = {"Vltava",   "Hradčany", "Morava",  "Šumava", "Lípa",     "Zámek",
                            "Orlice",   "Sázava",   "Beskydy", "Jizera", "Kamenice", "Radnice",
                            "Podhradí", "Ořech",    "Říčka",   "Dyje"};
constexpr Words cz_forms = {"Stavby s.r.o.", "Interiéry s.r.o.", "Hotely a.s.", "Obchod s.r.o.",
                            "Elektro s.r.o."};
constexpr Words cz_towns = {"Tábor",  "Kladno",  "Klatovy", "Teplice", "Liberec", "Písek", "Znojmo", "Zlín",
                            "Přerov", "Jihlava", "Opava",   "Chrudim", "Třebíč",  "Kolín", "Vsetín", "Cheb"};

constexpr Words es_cities = {"Madrid", "Barcelona", "Valencia", "Sevilla"};
constexpr Words es_regions = {
    "Madrid Norte", "Madrid Sur", "Castilla y León", "Castilla-La Mancha",   "Andalucía",
    "Extremadura",  "Cataluña",   "Aragón",          "Comunidad Valenciana", "Murcia",
    "Baleares",     "Navarra"};
constexpr Words es_women = {"Lucía", "María", "Carmen", "Marta",   "Inés",  "Begoña", "Cristina", "Laura",
                            "Nuria", "Pilar", "Ainhoa", "Beatriz", "Elena", "Irene",  "Rocío",    "Silvia"};
constexpr Words es_men = {"Javier", "Alejandro", "Diego",  "Sergio", "Iñaki",    "Pablo", "Álvaro", "Rubén",
                          "Manuel", "Raúl",      "Adrián", "Carlos", "Fernando", "Hugo",  "Jorge",  "Víctor"};
constexpr Words es_families = {"García",  "Fernández", "López",   "Martínez", "Sánchez", "Núñez",
                               "Gómez",   "Ruiz",      "Muñoz",   "Ortega",   "Castro",  "Ibáñez",
                               "Vega",    "Peña",      "Santos",  "Molina",   "Aguilar", "Blanco",
                               "Cabrera", "Delgado",   "Herrero", "Lozano",   "Navarro", "Pascual"};
constexpr Words es_words = {"Alameda", "Brisa",   "Castaño", "Duero",  "Encina", "Faro",
                            "Giralda", "Levante", "Marina",  "Niebla", "Olivar", "Piedra",
                            "Rambla",  "Sierra",  "Tajo",    "Viña"};
constexpr Words es_forms = {"Construcciones S.L.", "Interiores S.L.", "Hoteles S.A.", "Comercial S.L.",
                            "Instalaciones S.L."};
constexpr Words es_towns = {"Alcalá", "Getafe", "Salamanca", "Toledo",    "Córdoba", "Mérida",
                            "Girona", "Huesca", "Gandia",    "Cartagena", "Palma",   "Pamplona",
                            "Soria",  "Jaén",   "Lleida",    "Cuenca"};

constexpr Country all[] = {
    {"GB", "United Kingdom", "GBP", "en", "1.15", "+44", gb_cities, gb_regions, gb_women, gb_men, gb_families,
     gb_families, gb_words, gb_forms, gb_towns, "{} Council", "&"},
    {"IT", "Italia", "EUR", "it", "1", "+39", it_cities, it_regions, it_women, it_men, it_families,
     it_families, it_words, it_forms, it_towns, "Comune di {}", "&"},
    {"PL", "Polska", "PLN", "pl", "0.232", "+48", pl_cities, pl_regions, pl_women, pl_men, pl_families_women,
     pl_families_men, pl_words, pl_forms, pl_towns, "Gmina {}", "i"},
    {"CZ", "Česko", "CZK", "cs", "0.0405", "+420", cz_cities, cz_regions, cz_women, cz_men, cz_families_women,
     cz_families_men, cz_words, cz_forms, cz_towns, "Město {}", "a"},
    {"ES", "España", "EUR", "es", "1", "+34", es_cities, es_regions, es_women, es_men, es_families,
     es_families, es_words, es_forms, es_towns, "Ayuntamiento de {}", "y"},
};

}  // namespace

std::span<Country const> countries() { return all; }

std::string mail_name(PersonName const& name) {
    std::string text = search_form(name.given) + "." + search_form(name.family);
    std::erase(text, ' ');
    return text;
}

}  // namespace colonnade::demo
