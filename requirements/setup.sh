#!/bin/sh
# Make .venv hold what requirements/<kind>.lock names, hashes checked, and this project (editable). Called by the Makefile.
#
#   sh requirements/setup.sh run|dev [PYTHON]
#
# Stamps remember the interpreter, the folder and the lock: the same again is instant, anything else makes the environment
# anew; when only pyproject.toml changed, the project alone is installed again. The dev lock holds the whole run lock: it
# only adds to a fresh run environment, and serves `make run` as well.
# People who only want to use the assistant meet this script: what it says, it says in French.
set -eu
kind=$1
wanted=${2-}
cd "$(dirname "$0")/.."

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

# What the part of the environment named $1 was made from.
stamp() {
    case $1 in
    project) cksum <pyproject.toml ;;
    *) cksum <"requirements/$1.lock" && printf '%s\n' "$python" "$PWD" ;;
    esac
}

ready() {
    [ -x .venv/bin/python ] && [ "$(cat ".venv/ready-$1" 2>/dev/null)" = "$(stamp "$1")" ]
}

if [ -n "$wanted" ]; then
    set -- "$wanted"
else
    set -- python3 python3.13 python3.12 python3.11 python3.14
fi
# The real interpreter, even when an environment (this very one, maybe) is active.
ask='import os, sys
if sys.version_info < (3, 11): sys.exit(1)
print(os.path.realpath(getattr(sys, "_base_executable", sys.executable)))'
python=
for name in "$@"; do
    if python=$("$name" -c "$ask" 2>/dev/null); then break; fi
    python=
done
if [ -z "$python" ]; then
    found=$("$1" -c 'import sys; print("est en version " + sys.version.split()[0])' 2>/dev/null) ||
        found='est introuvable'
    stop "Il faut Python 3.11 ou plus récent, et « $1 » $found : installez-le depuis https://www.python.org/downloads/, ou indiquez où il est, par exemple « make PYTHON=python3.12 run »."
fi

pip() {
    # Wheels only: nothing is compiled, and no package runs code of its own while it is installed.
    .venv/bin/python -m pip --quiet --disable-pip-version-check --no-input install --no-compile "$@" ||
        stop 'L’installation a échoué (le message ci-dessus dit où) : vérifiez la connexion à internet et la place libre, puis recommencez.'
}

if ! ready "$kind"; then
    echo 'Préparation de l’environnement isolé (.venv), une fois pour toutes : environ une minute…' >&2
    if [ "$kind" = run ] || [ -e .venv/ready-dev ] || ! ready run; then
        "$python" -c 'import ensurepip, venv' 2>/dev/null ||
            stop "Il manque à Python de quoi créer un environnement isolé : sous Debian ou Ubuntu, lancez « sudo apt install $(basename "$python")-venv », puis recommencez."
        "$python" -m venv --clear .venv ||
            stop 'L’environnement isolé (.venv) n’a pas pu être créé : vérifiez la place libre et vos droits sur ce dossier, puis recommencez.'
    fi
    rm -f .venv/ready-*
    pip --only-binary :all: --require-hashes -r "requirements/$kind.lock"
    # pip would compile on one core alone; a package may ship a file that is not for this Python, which nothing loads.
    .venv/bin/python -m compileall -qq -j 0 .venv/lib || true
    stamp run >.venv/ready-run
    if [ "$kind" = dev ]; then stamp dev >.venv/ready-dev; fi
fi
if ! ready project; then
    pip --no-deps --no-build-isolation --editable .
    # An editable install is not compiled, and PYTHONDONTWRITEBYTECODE would leave it so at each start.
    .venv/bin/python -m compileall -q assistant || true
    stamp project >.venv/ready-project
fi
