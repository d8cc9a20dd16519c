# Proves: D-13, S-VM-3, S-CB-4
# A withheld number can't be called back: key 0 asks for one, which is read back
# and confirmed. Meanwhile he keeps his place. The first one is a premium number,
# the second isn't right, so he types it anew.
voicemail zpet Name="Zpětné volání"
queue podpora Voicemail=zpet Keys=call-back
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:05 CallerDigit Call=1 Digit=0
  + NumberTyped Call=1
  > Say Leg=L1 Prompt=type-number-cs
08:01:06 CallerDigit Call=1 Digit=9
  + NumberTyped Call=1 Number=9
  > PlayQueue Leg=L1
08:01:06 CallerDigit Call=1 Digit=0
  + NumberTyped Call=1 Number=90
08:01:06 CallerDigit Call=1 Digit=0
  + NumberTyped Call=1 Number=900
08:01:06 CallerDigit Call=1 Digit=1
  + NumberTyped Call=1 Number=9001
08:01:06 CallerDigit Call=1 Digit=2
  + NumberTyped Call=1 Number=90012
08:01:06 CallerDigit Call=1 Digit=3
  + NumberTyped Call=1 Number=900123
08:01:06 CallerDigit Call=1 Digit=4
  + NumberTyped Call=1 Number=9001234
08:01:06 CallerDigit Call=1 Digit=5
  + NumberTyped Call=1 Number=90012345
08:01:06 CallerDigit Call=1 Digit=6
  + NumberTyped Call=1 Number=900123456
08:01:07 CallerDigit Call=1 Digit=#
  + NumberTyped Call=1 Wrong=1
  > Say Leg=L1 Prompt=type-again-cs
08:01:12 CallerDigit Call=1 Digit=7
  + NumberTyped Call=1 Number=7 Wrong=1
  > PlayQueue Leg=L1
08:01:12 CallerDigit Call=1 Digit=7
  + NumberTyped Call=1 Number=77 Wrong=1
08:01:12 CallerDigit Call=1 Digit=7
  + NumberTyped Call=1 Number=777 Wrong=1
08:01:12 CallerDigit Call=1 Digit=1
  + NumberTyped Call=1 Number=7771 Wrong=1
08:01:12 CallerDigit Call=1 Digit=2
  + NumberTyped Call=1 Number=77712 Wrong=1
08:01:12 CallerDigit Call=1 Digit=3
  + NumberTyped Call=1 Number=777123 Wrong=1
08:01:12 CallerDigit Call=1 Digit=4
  + NumberTyped Call=1 Number=7771234 Wrong=1
08:01:12 CallerDigit Call=1 Digit=5
  + NumberTyped Call=1 Number=77712345 Wrong=1
08:01:12 CallerDigit Call=1 Digit=7
  + NumberTyped Call=1 Number=777123457 Wrong=1
  @ 08:01:18
  + NumberTyped Call=1 Number=777123457 Read Wrong=1
  > Say Leg=L1 Prompt="number-is-cs digit-7-cs digit-7-cs digit-7-cs digit-1-cs digit-2-cs digit-3-cs digit-4-cs digit-5-cs digit-7-cs number-right-cs"
08:01:25 CallerDigit Call=1 Digit=7
  + NumberTyped Call=1 Number=7 Wrong=1
  > PlayQueue Leg=L1
08:01:25 CallerDigit Call=1 Digit=7
  + NumberTyped Call=1 Number=77 Wrong=1
08:01:25 CallerDigit Call=1 Digit=7
  + NumberTyped Call=1 Number=777 Wrong=1
08:01:25 CallerDigit Call=1 Digit=1
  + NumberTyped Call=1 Number=7771 Wrong=1
08:01:25 CallerDigit Call=1 Digit=2
  + NumberTyped Call=1 Number=77712 Wrong=1
08:01:25 CallerDigit Call=1 Digit=3
  + NumberTyped Call=1 Number=777123 Wrong=1
08:01:25 CallerDigit Call=1 Digit=4
  + NumberTyped Call=1 Number=7771234 Wrong=1
08:01:25 CallerDigit Call=1 Digit=5
  + NumberTyped Call=1 Number=77712345 Wrong=1
08:01:25 CallerDigit Call=1 Digit=6
  + NumberTyped Call=1 Number=777123456 Wrong=1
08:01:26 CallerDigit Call=1 Digit=*
  + NumberTyped Call=1 Number=777123456 Read Wrong=1
  > Say Leg=L1 Prompt="number-is-cs digit-7-cs digit-7-cs digit-7-cs digit-1-cs digit-2-cs digit-3-cs digit-4-cs digit-5-cs digit-6-cs number-right-cs"
08:01:34 CallerDigit Call=1 Digit=*
  + NumberTyped Call=1 Number=+420777123456 Sure
  + VoicemailEntered Call=1 Voicemail=zpet Name="Zpětné volání" Lang=cs Longest=3m0s Leaves=call-back Chosen Waited=34s
  + ItemTaken Call=1 Item={Call=1 Kind=call-back Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420777123456 At=07:01:34Z}
  + VoicemailStepped Call=1 Step=keeping
  > PlayQueue Leg=L1 Music=music
08:01:35 ItemKept Call=1
  + VoicemailStepped Call=1 Step=leaving
  > Say Leg=L1 Prompt=call-back-taken-there-cs
08:01:40 Said Leg=L1 Prompt=call-back-taken-there-cs
  + CallOver Call=1 Why=system Outcome=call-back Waited=34s
  > EndLeg Leg=L1 Why=system
08:01:41 show item 1
  = Item Call=1 Kind=call-back Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420777123456 At=07:01:34Z
