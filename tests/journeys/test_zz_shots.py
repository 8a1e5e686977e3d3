import pytest
from apps.common.clock import now
from apps.organisations.scope import council
from apps.searches.actions import write_search, change_search, pause_search, list_account
from apps.discoveries.actions.sources import ask_to_look, answer_look, follow_place
from apps.discoveries.models import Source, Follow
from apps.discoveries.actions.items import Arrival, take_in
from tests.journeys.conftest import axe, is_wider_than_its_window
from datetime import timedelta
import random
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])
POSTS=[("Forty marrows and nowhere to put them","The allotment society has more marrows than it can eat. Come and take one outside the library on Saturday, or bring a recipe and stay for tea."),
("Litter pick by the brook","Eleven of us, nine bags and one shopping trolley. Well done everybody, and thank you for the cake."),
("Repair café mends its hundredth toaster","The repair café at the library met again. Bring your lamp, your zip, your toaster."),
("Swap shop on Sunday","Bring what you no longer wear to the swap shop and leave with something else."),
("Plot 14 is free","A quiet corner near the water butt.")]
def fill(ann, workers):
    rnd=random.Random(4)
    with council(ann.organisation.id):
        for n,(name,host,state,sentence,who) in enumerate([("The allotment society’s blog","plots.example","fine","",""),("St Mark’s parish newsletter","stmarks.example","waiting","They asked us (429) to wait until 14:05.","nobody"),("Marlowe Harriers","harriers.example","stopped","This feed has gone for good (410). Follow its new address, or leave it.","council"),("Hobbs & Daughter, hardware","hobbs.example","ill","This place answers with an error (503). Next look: 15:10.","nobody"),("The Brook Friends","brook.example","new","","")]):
            s=Source.objects.create(url=f"https://{host}/feed",host=host,platform="wordpress" if n%2 else "feed",created_at=now(),state=state,sentence=sentence,who_must_act=who or "nobody",looked_at=None if state=="new" else now()-timedelta(minutes=4*n+4),next_at=now()+timedelta(minutes=20) if state!="stopped" else None)
            Follow(organisation=ann.organisation,source=s,name=name,since=now()-timedelta(days=40),added_by=ann.member).save()
            for d in range(20):
                k=rnd.randrange(4)
                take_in(source=s,arrivals=[Arrival(identity=f"id:{n}-{d}-{i}",url=f"https://{host}/{d}-{i}",title=POSTS[rnd.randrange(5)][0],text=POSTS[rnd.randrange(5)][1],published_at=now()-timedelta(days=d)) for i in range(k)],at=now()-timedelta(days=d,hours=1))
        a=write_search(actor=ann.actor,name="Growing things",query="marrow OR allotment OR plot",at=now()-timedelta(days=3))
        change_search(actor=ann.actor,search=a,name="Growing things",query="(marrow OR allotment) -jobs",at=now()-timedelta(days=1))
        write_search(actor=ann.actor,name="Mending and swapping",query="\"repair café\" OR \"swap shop\"",at=now())
        p=write_search(actor=ann.actor,name="Litter picks",query="litter brook",at=now())
        pause_search(actor=ann.actor,search=p,at=now())
        list_account(actor=ann.actor,handle="@LoveMarlowe",name="Love Marlowe",at=now())
        list_account(actor=ann.actor,handle="@MarloweCouncil",name="Marlowe Borough Council",is_ours=True,at=now())
        look=ask_to_look(actor=ann.actor,address="https://plots2.example",at=now())
        place=lambda **f: {"title":"Allotment society","home_url":"https://plots2.example/","feed_url":"https://plots2.example/feed","kind":"rss","platform":"wordpress","what":"posts","secret":False,"items":[{"title":t,"url":"https://plots2.example/1","at":(now()-timedelta(days=n)).isoformat()} for n,(t,_) in enumerate(POSTS)]}|f
        answer_look(look=look,places=[place(),place(title="Comments on Allotment society",feed_url="https://plots2.example/comments",what="comments")],sentence="",at=now())
        none=ask_to_look(actor=ann.actor,address="https://news.google.com/rss",at=now())
        answer_look(look=none,places=[],sentence="Google News forbids other programs to read its feeds. Follow the places it points to instead.",at=now())
        wait=ask_to_look(actor=ann.actor,address="https://slow.example",at=now())
        f=Follow.objects.get(name__startswith="The allot")
    workers()
    return a,look,none,wait,f
def test_shots(ann, workers, come_in, capsys):
    a,look,none,wait,f=fill(ann,workers)
    import sys
    from apps.discoveries.models import Look
    with council(ann.organisation.id):
        Look.objects.filter(pk=look.pk).update(state="found"); 
        wait=ask_to_look(actor=ann.actor,address="https://slow.example",at=now())
    urls={"sources":"sources","place":f"sources/{f.id}","look":f"looks/{look.id}","none":f"looks/{none.id}","wait":f"looks/{wait.id}","searches":"searches","search":f"searches/{a.id}","edit":f"searches/{a.id}/edit","new":"searches/new?query=marrow+OR+repair+and+%22swap","listed":"listed?handle=jane"}
    import os
    want=os.environ.get("SHOTS","").split() or urls
    for scheme,width in (("light",1280),("light",360),("dark",1280)):
        page=come_in(ann,width=width,color_scheme=scheme)
        page.on("console",lambda m:print("console",m.text))
        for name in want:
            page.goto(f"/o/marlowe/{urls[name]}"); page.wait_for_timeout(150)
            if is_wider_than_its_window(page): print(name,width,"TOO WIDE")
            for v in axe(page): print(name,scheme,width,v)
            page.screenshot(path=f"/tmp/shots/{name}-{scheme}-{width}.png",full_page=True)
